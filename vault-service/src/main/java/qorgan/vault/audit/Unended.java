package qorgan.vault.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives the outcome *unknown* to entries that opened something and were never ended, because the
/// service died in between: whoever judges counts them as delivered.
///
/// How old an entry is follows from the log and the database's clock: its leaf was in a checkpoint
/// that long ago. So neither a wrong clock of an instance nor a slow answer is taken for a death.
/// An answer that comes later still finds the outcome taken, and does not leave.
@Component
class Unended {
    private static final long STEP = 50_000;

    private final JdbcTemplate jdbc;
    private final Outcomes outcomes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private long looked;

    Unended(
            JdbcTemplate jdbc,
            Outcomes outcomes,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Ends what is older than this, and says how many that were. The first call looks through the
    /// whole log, each later one from where the last one ended.
    synchronized int end(Duration within) {
        var past = sizeBefore(within);
        var ended = 0;
        while (looked < past) {
            var until = Math.min(past, looked + STEP);
            for (var entry : unended(looked, until)) {
                if (unknown(entry)) {
                    ended++;
                }
            }
            looked = until;
        }
        return ended;
    }

    private long sizeBefore(Duration within) {
        @Nullable Long size =
                jdbc.queryForObject(
                        """
                        select (select size from audit_checkpoint
                                where signed_at < clock_timestamp() - make_interval(secs => ?)
                                order by size desc limit 1)
                        """,
                        Long.class,
                        within.toMillis() / 1000.0);
        return size == null ? 0 : size;
    }

    private List<EntryId> unended(long first, long past) {
        return jdbc.query(
                "select entry_id from audit_unended(?, ?)",
                (row, _) -> new EntryId(row.getObject(1, UUID.class)),
                first,
                past);
    }

    private boolean unknown(EntryId entry) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> outcomes.unknown(entry, clock.instant())));
    }
}
