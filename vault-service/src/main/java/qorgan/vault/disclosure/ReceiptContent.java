package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;
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

    /// The body that is signed, as RFC 8785 spells it.
    Json.Members body() {
        var body =
                Json.object()
                        .with("format", FORMAT)
                        .with("delivery", delivery.toString())
                        .with(
                                "entries",
                                Json.texts(
                                        entries.stream()
                                                .map(entry -> entry.value().toString())
                                                .toList()))
                        .with("deliveredAt", at.toString())
                        .with("language", language.code())
                        .with("template", template)
                        .with("decisionDigest", HexFormat.of().formatHex(decisionDigest))
                        .with("packDigest", HexFormat.of().formatHex(packDigest))
                        .with(
                                "released",
                                new Json.Items(
                                        released.stream().map(ReceiptContent::written).toList()))
                        .with(
                                "withheld",
                                new Json.Items(
                                        withheld.stream().map(ReceiptContent::written).toList()));
        return request == null ? body : body.with("request", request.toString());
    }

    private static Json written(Released line) {
        return Json.object()
                .with("field", line.field().code())
                .with("value", line.value())
                .with("recordedAt", line.recordedAt().toString())
                .with("source", line.source())
                .with("citations", Json.texts(line.citations()));
    }

    private static Json written(Withheld line) {
        var written =
                Json.object()
                        .with("field", line.field().code())
                        .with("ground", line.ground())
                        .with("article", line.article())
                        .with("remedy", line.remedy());
        var official = line.official();
        if (official != null) {
            written = written.with("official", official);
        }
        var due = line.due();
        return due == null ? written : written.with("due", due.toString());
    }
}
