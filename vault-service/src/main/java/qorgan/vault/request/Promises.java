package qorgan.vault.request;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import qorgan.ledger.json.Json;

/// The promise on a slip: its row's digest is on the ledger not later than the stated instant.
@Component
class Promises {

    static final String FORMAT = "qorgan-slip/1";

    private final Duration mergeDelay;

    Promises(@Value("${qorgan.slip.merge-delay:PT1H}") Duration mergeDelay) {
        this.mergeDelay = mergeDelay;
    }

    /// The latest instant at which a slip given now is on the ledger.
    Instant by(Instant now) {
        return now.plus(mergeDelay);
    }

    /// The promise as canonical JSON. It names the number and the row's digest, never the secret.
    String promise(RequestRow row) {
        return Json.object()
                .with("format", FORMAT)
                .with("number", row.number())
                .with("request", row.request().toString())
                .with("at", row.receivedAt().toString())
                .with("mergedBy", row.promisedBy().toString())
                .with("row", HexFormat.of().formatHex(SlipNumber.sha256(row.content().bytes())))
                .canonical();
    }
}
