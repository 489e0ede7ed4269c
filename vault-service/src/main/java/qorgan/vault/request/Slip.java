package qorgan.vault.request;

import java.time.Instant;

/// The numbered slip. The secret is shown this once and stored only as a hash; the promise is
/// canonical JSON with its signatures: the slip is on the ledger not later than `promisedBy`.
///
/// A slip for somebody who is held, who is protected, who does not exist: no difference but number,
/// secret and time.
public record Slip(
        RequestId request,
        String number,
        String secret,
        Instant at,
        Instant promisedBy,
        String promise,
        Language language) {

    @Override
    public String toString() {
        return "Slip[" + number + "]";
    }
}
