package qorgan.vault.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A duty outstanding towards what a consent allows. As long as it stands a withdrawal has no
/// effect (Act No. 94-V, article 8(2)).
///
/// @param article the act and article that oblige
public record Obligation(
        UUID id, ConsentId consent, String article, Instant until, @Nullable Instant endedAt) {

    /// Whether it stands at this instant.
    public boolean standsAt(Instant at) {
        return at.isBefore(until) && (endedAt == null || at.isBefore(endedAt));
    }
}
