package qorgan.vault.request;

import java.time.Instant;

/// What the holder of a slip may know of its way before an answer.
public sealed interface Progress {

    /// Taken; standing not yet checked. The same answer whoever is sought.
    record AwaitingStanding(RequestId request, String number, Instant since, Language language)
            implements Progress {}

    /// A named officer did not accept the proofs.
    record StandingRefused(RequestId request, String number, Instant at) implements Progress {}

    /// Standing proven; an answer is due.
    record StandingProven(RequestId request, String number, Instant at) implements Progress {}

    /// Not the reader's, or no such slip: one answer for both.
    record NotYours() implements Progress {}
}
