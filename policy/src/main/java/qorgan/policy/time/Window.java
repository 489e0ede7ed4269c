package qorgan.policy.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A half-open interval of time, `[from, to)`; a side that is null is open. `from` lies before
/// `to`.
public record Window(@Nullable Instant from, @Nullable Instant to) {
    public static final Window ALWAYS = new Window(null, null);

    public Window {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a window must begin before it ends");
        }
    }

    public boolean holds(Instant at) {
        return !isBefore(at) && !isAfter(at);
    }

    /// The window has not begun at this instant.
    public boolean isBefore(Instant at) {
        return from != null && at.isBefore(from);
    }

    /// The window is over at this instant; its end belongs to what comes after.
    public boolean isAfter(Instant at) {
        return to != null && !at.isBefore(to);
    }

    public boolean overlaps(Window other) {
        var startsInTime = to == null || other.from == null || other.from.isBefore(to);
        var endsLate = other.to == null || from == null || from.isBefore(other.to);
        return startsInTime && endsLate;
    }
}
