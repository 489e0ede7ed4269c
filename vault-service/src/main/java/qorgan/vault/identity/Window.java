package qorgan.vault.identity;

import java.time.Instant;

/// A half-open stretch of time `[from, to)`, with `from < to`.
public record Window(Instant from, Instant to) {
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it begins");
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
