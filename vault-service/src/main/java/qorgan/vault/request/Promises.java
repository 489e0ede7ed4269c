package qorgan.vault.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import qorgan.ledger.Leaf;
import qorgan.vault.audit.Proofs;

/// The promise on a slip: its leaf is on the log not later than the stated instant. The leaf itself
/// is on the slip, so that its holder can look for it without us; it is salted and says nothing.
@Component
class Promises {
    static final String FORMAT = "qorgan-slip/1";

    private final Seals seals;
    private final Proofs proofs;
    private final Duration mergeDelay;

    Promises(
            Seals seals,
            Proofs proofs,
            @Value("${qorgan.slip.merge-delay:PT1H}") Duration mergeDelay) {
        this.seals = seals;
        this.proofs = proofs;
        this.mergeDelay = mergeDelay;
    }

    /// The latest instant at which a slip given now is on the ledger.
    Instant by(Instant now) {
        return now.plus(mergeDelay);
    }

    /// The signed promise. It names the number, the log and the leaf, never the secret.
    String promise(RequestRow row, Leaf leaf) {
        var promise = proofs.promise(leaf, row.promisedBy());
        var statement =
                Map.of(
                        "format", FORMAT,
                        "number", row.number(),
                        "request", row.request().toString(),
                        "at", row.receivedAt().toString(),
                        "origin", promise.origin(),
                        "leaf", Base64.getEncoder().encodeToString(promise.leaf().bytes()),
                        "due", promise.due().toString());
        return new String(seals.sign("slip", statement), StandardCharsets.UTF_8);
    }
}
