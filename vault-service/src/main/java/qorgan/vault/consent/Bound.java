package qorgan.vault.consent;

import java.time.Instant;
import java.util.UUID;

/// What becomes of an obligation that is written down or ended.
public sealed interface Bound {
    record Standing(UUID obligation, Instant until) implements Bound {}

    record Over(UUID obligation, Instant at) implements Bound {}

    /// The article cannot be read as one.
    record Unreadable() implements Bound {}

    /// It would end before it begins.
    record EmptyWindow() implements Bound {}

    /// No such consent or obligation for this officer, or it is over already.
    record NothingHere() implements Bound {}
}
