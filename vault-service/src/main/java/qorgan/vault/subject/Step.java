package qorgan.vault.subject;

import java.time.Instant;

/// What becomes of a step on a protected envelope.
public sealed interface Step {
    record Done(EnvelopeId envelope, Instant at) implements Step {}

    /// Whoever proposed it cannot confirm it.
    record NeedsAnotherPerson() implements Step {}

    /// Opening is confirmed by another office than the one that proposed it.
    record NeedsAnotherOffice() implements Step {}

    /// There is no such envelope, or it is not at this step.
    record NothingHere() implements Step {}
}
