package qorgan.vault.consent;

import java.time.Instant;

/// What becomes of a withdrawal.
public sealed interface Ended {
    /// Effective at this instant: nothing is released on this consent from here on.
    record Withdrawn(ConsentId consent, Instant at) implements Ended {}

    /// Written down at this instant, and without effect on this processing while the obligation
    /// stands (Act No. 94-V, article 8(2)); it takes effect by itself as soon as it ends.
    record Barred(ConsentId consent, Instant at, String article, Instant until) implements Ended {
        /// The rule behind it.
        public static final String RULE = "kz-dpa-8-2-no-withdrawal";
    }

    /// Also where there is no such consent.
    record NotYours() implements Ended {}
}
