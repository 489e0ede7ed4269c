package qorgan.vault.duty;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clock that runs or ran: by which rule, since when, until when, and how it was closed.
///
/// @param about the person or request it is about, by random identifier
/// @param due null where the law says "without delay" and gives no number
/// @param closed how it was closed, null while it runs
public record Running(
        ClockId clock,
        String rule,
        UUID cause,
        UUID about,
        Instant startsAt,
        @Nullable Instant due,
        @Nullable String closed,
        @Nullable Instant closedAt) {

    public boolean isOpen() {
        return closed == null;
    }

    /// At the due instant the limit is reached.
    public boolean isOverdueAt(Instant now) {
        return closed == null && due != null && !now.isBefore(due);
    }
}
