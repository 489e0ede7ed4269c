package qorgan.vault.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;

/// One row of `audit_entry`, as it is stored and as its leaf commits to it.
record EntryRow(
        String region,
        UUID office,
        UUID entry,
        EntryKind kind,
        UUID actor,
        String realm,
        String channel,
        String assurance,
        String purpose,
        List<String> basis,
        List<byte[]> subjects,
        List<String> fields,
        byte[] decisionDigest,
        byte[] packDigest,
        @Nullable UUID request,
        @Nullable UUID caseId,
        @Nullable UUID holder,
        Map<String, String> details,
        boolean opens,
        @Nullable Instant withheldUntil,
        Instant at) {

    /// The columns as the leaf commits to them; every one is there, so that a leaf's shape does not
    /// depend on what was filled in.
    Json.Members content() {
        var hex = HexFormat.of();
        var clear = Json.object();
        for (var detail : details.entrySet()) {
            clear = clear.with(detail.getKey(), detail.getValue());
        }
        return Json.object()
                .with("actor", actor.toString())
                .with("assurance", assurance)
                .with("at", at.toString())
                .with("basis", Json.texts(basis))
                .with("case", caseId == null ? "" : caseId.toString())
                .with("channel", channel)
                .with("decision", hex.formatHex(decisionDigest))
                .with("details", clear)
                .with("fields", Json.texts(fields))
                .with("holder", holder == null ? "" : holder.toString())
                .with("kind", kind.name())
                .with("office", office.toString())
                .with("opens", new Json.Flag(opens))
                .with("pack", hex.formatHex(packDigest))
                .with("purpose", purpose)
                .with("realm", realm)
                .with("region", region)
                .with("request", request == null ? "" : request.toString())
                .with("subjects", Json.texts(subjects.stream().map(hex::formatHex).toList()))
                .with("withheldUntil", withheldUntil == null ? "" : withheldUntil.toString());
    }
}
