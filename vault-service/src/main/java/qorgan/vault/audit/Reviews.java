package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// What is looked at again. Each reading of a desk about a person, and one in five of its others,
/// is reviewed by somebody of another office; of the looks of the reviewer's own operator one in
/// twenty-five is.
///
/// Which ones falls out of the log: the sample is drawn by SHA-256 over the root of the full tile
/// that holds the entry's leaf, and the entry's number. Nobody knows that root before 256 leaves
/// are committed and the tile is closed, nobody can change it afterwards, and whoever holds an
/// export of the log can draw the same sample again.
@Service
public class Reviews {
    private static final String PERMISSION = "audit:review";
    private static final int ONE_READING_IN = 5;
    private static final int ONE_LOOK_IN = 25;
    private static final Set<EntryKind> DESK =
            EnumSet.of(
                    EntryKind.DESK_READING, EntryKind.REPLAY, EntryKind.EXPORT, EntryKind.REVIEW);
    private static final Duration BACK = Duration.ofDays(30);
    private static final String SAMPLED =
            """
            exists (select from audit_tile t where t.level = 0 and t.number = p.log_index / 256
                    and (get_byte(sha256(t.root || uuid_send(e.entry_id)), 0) * 256
                         + get_byte(sha256(t.root || uuid_send(e.entry_id)), 1)) % ? = 0)
            """;

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
                          and (cardinality(e.subjects) > 0 or
                        """
                                + SAMPLED
                                + """
                                )
                                  and not exists (select from audit_review r where r.entry_id = e.entry_id)
                                order by e.at limit 100
                                """,
                        List.of(Owners.of(reviewer), ONE_READING_IN));
        accessLog.note(
                reviewer,
                Note.of(
                        EntryKind.REVIEW,
                        "audit-review",
                        Map.of("shown", Integer.toString(waiting.size()))));
        return waiting;
    }

    /// Looks of the reviewer's own operator in the last thirty days that the sample drew, oldest
    /// first. Nobody is suspected of anything: they were drawn.
    @Transactional
    public List<EntryView> drawn(Actor reviewer) {
        permissions.require(reviewer, PERMISSION);
        var waiting =
                search.where(
                        """
                        where e.opens and e.realm = 'OFFICIALS' and e.at >= ? and e.actor <> ?
                          and e.kind in ('DISCLOSURE', 'CONTACT', 'VERIFICATION', 'STATUTORY', 'CUSTODY', 'PROTECTION')
                          and
                        """
                                + SAMPLED
                                + """
                                  and not exists (select from audit_review r where r.entry_id = e.entry_id)
                                order by e.at limit 100
                                """,
                        List.of(
                                Timestamp.from(clock.instant().minus(BACK)),
                                reviewer.id().value(),
                                ONE_LOOK_IN));
        accessLog.note(
                reviewer,
                Note.of(
                        EntryKind.REVIEW,
                        "audit-review",
                        Map.of("drawn", Integer.toString(waiting.size()))));
        return waiting;
    }

    /// Reviews one reading of another office's desk, or one look that was drawn, once.
    @Transactional
    public Reviewed review(Actor reviewer, EntryId reading, Verdict verdict) {
        permissions.require(reviewer, PERMISSION);
        var entry = entries.find(reading).orElse(null);
        if (entry == null || !entry.realm().equals("OFFICIALS")) {
            return Reviewed.NOTHING_HERE;
        }
        var ofDesk = DESK.contains(entry.kind());
        if (ofDesk
                ? entry.office().equals(Owners.of(reviewer))
                : entry.actor().equals(reviewer.id().value())) {
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
                        .with("of_desk", ofDesk)
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
