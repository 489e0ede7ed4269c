package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.ledger.json.Json;

/// How entries ended. The table's primary key is the entry: there is never a second outcome.
@Component
class Outcomes {
    private final JdbcTemplate jdbc;
    private final Leaves leaves;

    Outcomes(JdbcTemplate jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    void record(EntryId entry, Outcome outcome, Instant now) {
        // Two at once: the first statement may not see what the other transaction has just
        // committed.
        var row = end(entry, outcome, now).or(() -> end(entry, outcome, now));
        var recorded =
                row.orElseThrow(
                        () -> new IllegalStateException("no entry to end: " + entry.value()));
        if (recorded.outcome() != outcome) {
            throw new IllegalStateException(
                    "entry " + entry.value() + " ended already as " + recorded.outcome());
        }
        commit(entry, recorded);
    }

    /// Ends an entry of which nobody knows how it ended. False where somebody ended it meanwhile.
    boolean unknown(EntryId entry, Instant now) {
        var recorded = end(entry, Outcome.UNKNOWN, now.truncatedTo(ChronoUnit.MICROS));
        recorded.ifPresent(found -> commit(entry, found));
        return recorded.map(Recorded::fresh).orElse(false);
    }

    private void commit(EntryId entry, Recorded recorded) {
        if (recorded.fresh()) {
            leaves.append(
                    LeafKind.OUTCOME,
                    entry.value(),
                    0,
                    Json.object()
                            .with("at", recorded.at().toString())
                            .with("outcome", recorded.outcome().name()));
        }
    }

    private Optional<Recorded> end(EntryId entry, Outcome outcome, Instant now) {
        return jdbc
                .query(
                        "select * from audit_record_outcome(?, ?, ?)",
                        (found, _) ->
                                new Recorded(
                                        Outcome.valueOf(found.getString("outcome")),
                                        found.getTimestamp("at").toInstant(),
                                        found.getBoolean("fresh")),
                        entry.value(),
                        outcome.name(),
                        Timestamp.from(now))
                .stream()
                .findFirst();
    }

    Optional<Outcome> of(EntryId entry) {
        return jdbc
                .query(
                        "select outcome from audit_outcome where entry_id = ?",
                        (row, _) -> Outcome.valueOf(row.getString(1)),
                        entry.value())
                .stream()
                .findFirst();
    }

    private record Recorded(Outcome outcome, Instant at, boolean fresh) {}
}
