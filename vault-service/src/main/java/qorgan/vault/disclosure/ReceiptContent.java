package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.vault.audit.EntryId;
import qorgan.vault.request.Language;

/// What a receipt says: the one source of its JSON and of its paper.
///
/// @param entries the committed entries of this delivery, whose leaves prove it
record ReceiptContent(
        DeliveryId delivery,
        List<EntryId> entries,
        @Nullable UUID request,
        Instant at,
        Language language,
        String template,
        byte[] decisionDigest,
        byte[] packDigest,
        List<Released> released,
        List<Withheld> withheld) {

    static final String FORMAT = "qorgan-receipt/1";

    /// The heading, in the order in which paper prints it.
    Map<String, String> heading() {
        return ReceiptPaper.ordered(
                "delivery",
                delivery.toString(),
                "request",
                request == null ? "–" : request.toString(),
                "delivered",
                at.toString(),
                "entries",
                String.join(" ", entries.stream().map(entry -> entry.value().toString()).toList()),
                "pack",
                HexFormat.of().formatHex(packDigest));
    }

    /// The body that is signed, as a value for canonical JSON.
    Map<String, Object> body() {
        var body = new TreeMap<String, Object>();
        body.put("format", FORMAT);
        body.put("delivery", delivery.toString());
        body.put("entries", entries.stream().map(entry -> entry.value().toString()).toList());
        body.put("deliveredAt", at.toString());
        body.put("language", language.code());
        body.put("template", template);
        body.put("decisionDigest", HexFormat.of().formatHex(decisionDigest));
        body.put("packDigest", HexFormat.of().formatHex(packDigest));
        body.put("released", released.stream().map(ReceiptContent::written).toList());
        body.put("withheld", withheld.stream().map(ReceiptContent::written).toList());
        if (request != null) {
            body.put("request", request.toString());
        }
        return body;
    }

    private static Map<String, Object> written(Released line) {
        return Map.of(
                "field", line.field().code(),
                "value", line.value(),
                "recordedAt", line.recordedAt().toString(),
                "source", line.source(),
                "citations", line.citations());
    }

    private static Map<String, Object> written(Withheld line) {
        var written = new TreeMap<String, Object>();
        written.put("field", line.field().code());
        written.put("ground", line.ground());
        written.put("article", line.article());
        written.put("remedy", line.remedy());
        var official = line.official();
        if (official != null) {
            written.put("official", official);
        }
        var due = line.due();
        if (due != null) {
            written.put("due", due.toString());
        }
        return written;
    }
}
