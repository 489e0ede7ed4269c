package qorgan.vault.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// Who watches the desk: each reading about a person, and one in five of the others, is reviewed by
/// somebody of another office. Which ones falls out of the salted commitment, so that nobody can
/// choose to read where no review will come.
@Service
public class Reviews {
    private static final String PERMISSION = "audit:review";
    private static final int ONE_IN = 5;

    private final JdbcTemplate jdbc;
    private final EntrySearch search;
    private final Entries entries;
    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Permissions permissions;
    private final Clock clock;

    Reviews(
            JdbcTemplate jdbc,
            EntrySearch search,
            Entries entries,
            LeafedRows rows,
            AccessLog accessLog,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.search = search;
        this.entries = entries;
        this.rows = rows;
        this.accessLog = accessLog;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// What a review says.
    public enum Verdict {
        IN_ORDER,
        QUESTIONED
    }

    /// What becomes of a review.
    public enum Reviewed {
        DONE,
        OWN_OFFICE,
        ALREADY_DONE,
        NOTHING_HERE
    }

    /// Readings of other offices' desks that wait for a review, oldest first.
    @Transactional
    public List<EntryView> queue(Actor reviewer) {
        permissions.require(reviewer, PERMISSION);
        var waiting =
                search.where(
                        """
                        where e.kind in ('DESK_READING', 'REPLAY', 'EXPORT') and e.office <> ? and e.realm = 'OFFICIALS'
                          and (cardinality(e.subjects) > 0 or get_byte(l.leaf, 1) % ? = 0)
                          and not exists (select from audit_review r where r.entry_id = e.entry_id)
                        order by e.at limit 100
                        """,
                        List.of(Owners.of(reviewer), ONE_IN));
        accessLog.note(
                reviewer,
                Note.of(
                        EntryKind.REVIEW,
                        "audit-review",
                        Map.of("shown", Integer.toString(waiting.size()))));
        return waiting;
    }

    /// Reviews one reading of another office's desk, once.
    @Transactional
    public Reviewed review(Actor reviewer, EntryId reading, Verdict verdict) {
        permissions.require(reviewer, PERMISSION);
        var entry = entries.find(reading).orElse(null);
        if (entry == null || !entry.realm().equals("OFFICIALS")) {
            return Reviewed.NOTHING_HERE;
        }
        if (entry.office().equals(Owners.of(reviewer))) {
            return Reviewed.OWN_OFFICE;
        }
        var done =
                jdbc.queryForObject(
                        "select count(*) from audit_review where entry_id = ?",
                        Long.class,
                        reading.value());
        if (done != null && done > 0) {
            return Reviewed.ALREADY_DONE;
        }
        rows.insert(
                LeafKind.DESK,
                reading.value(),
                1,
                RowContent.of("audit_review")
                        .with("region", reviewer.region().code())
                        .with("office", Owners.of(reviewer))
                        .with("entry_id", reading.value())
                        .with("reviewed", entry.office())
                        .with("verdict", verdict.name())
                        .with("by_actor", reviewer.id().value())
                        .with("at", clock.instant().truncatedTo(ChronoUnit.MICROS)));
        accessLog.note(
                reviewer,
                Note.of(
                        EntryKind.REVIEW,
                        "audit-review",
                        Map.of("entry", reading.value().toString(), "verdict", verdict.name())));
        return Reviewed.DONE;
    }
}
