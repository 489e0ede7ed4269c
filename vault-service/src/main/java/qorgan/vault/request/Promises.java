package qorgan.vault.request;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// The promise on a slip: its row's digest is on the ledger not later than the stated instant.
@Component
class Promises {

    static final String FORMAT = "qorgan-slip/1";

    private final Seals seals;
    private final Duration mergeDelay;

    Promises(Seals seals, @Value("${qorgan.slip.merge-delay:PT1H}") Duration mergeDelay) {
        this.seals = seals;
        this.mergeDelay = mergeDelay;
    }

    /// The latest instant at which a slip given now is on the ledger.
    Instant by(Instant now) {
        return now.plus(mergeDelay);
    }

    /// The signed promise. It names the number and the row's digest, never the secret.
    String promise(RequestRow row) {
        var statement =
                Map.of(
                        "format", FORMAT,
                        "number", row.number(),
                        "request", row.request().toString(),
                        "at", row.receivedAt().toString(),
                        "mergedBy", row.promisedBy().toString(),
                        "row", HexFormat.of().formatHex(SlipNumber.sha256(row.content().bytes())));
        return new String(seals.sign("slip", statement), StandardCharsets.UTF_8);
    }
}
