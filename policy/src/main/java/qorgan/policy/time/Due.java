package qorgan.policy.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a term is over; without an instant it is due without delay and stays open from its start.
public record Due(@Nullable Instant at) {
    public static final Due OPEN = new Due(null);

    public static Due at(Instant instant) {
        return new Due(instant);
    }

    /// The earlier of two; a number always governs over "without delay", which has none.
    public Due earlier(Due other) {
        if (at == null || other.at == null) {
            return at == null ? other : this;
        }
        return at.isAfter(other.at) ? other : this;
    }
}
