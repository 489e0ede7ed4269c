package qorgan.vault.consent;

import java.time.Instant;

/// What becomes of a withdrawal.
public sealed interface Ended {
    /// Effective at this instant: nothing is released on this consent from here on.
    record Withdrawn(ConsentId consent, Instant at) implements Ended {}

    /// Also where there is no such consent.
    record NotYours() implements Ended {}
}
