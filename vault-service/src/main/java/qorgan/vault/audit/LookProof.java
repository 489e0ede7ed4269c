package qorgan.vault.audit;

import java.util.Base64;
import java.util.List;
import qorgan.ledger.json.Json;

/// The file that proves one look to the person concerned, and to whoever they complain to.
final class LookProof {
    private static final String FORMAT = "qorgan-look/1";

    /// What may be told of any look that is proven to a person. Not `actor`, not `subjects`, not
    /// `details`: who acted is the desk's to say, and another person in the entry is nobody's.
    private static final List<String> TOLD =
            List.of("at", "basis", "fields", "kind", "office", "opens", "purpose", "withheldUntil");

    private LookProof() {}

    static byte[] of(Proofs proofs, EntryRow row, byte[] leaf) {
        var opened =
                TOLD.stream()
                        .map(
                                field ->
                                        (Json)
                                                Json.parseObject(
                                                        proofs.field(
                                                                        LeafKind.ACCESS,
                                                                        row.entry(),
                                                                        0,
                                                                        field)
                                                                .toJson()))
                        .toList();
        var base64 = Base64.getEncoder();
        var file =
                Json.object()
                        .with("format", FORMAT)
                        .with("leaf", base64.encodeToString(leaf))
                        .with("openings", new Json.Items(opened));
        return switch (proofs.of(new EntryId(row.entry()))) {
            case Proofs.Proof.NotYetProven() ->
                    file.with("proof", "not-yet-proven").canonicalBytes();
            case Proofs.Proof.Proven proven ->
                    file.with("proof", base64.encodeToString(proven.proof())).canonicalBytes();
        };
    }
}
