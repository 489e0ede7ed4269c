package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Permissions;

/// Records of people who do not exist, placed where curiosity looks. To everybody but the oversight
/// that placed one it is a person like any other; whoever opens or looks it up alarms that
/// oversight alone, by a case at its desk. A decoy has no custody event, so that no duty, count or
/// report ever meets it.
///
/// Touches are found by a sweep over what is committed, off the way of every disclosure: nothing is
/// missed when an instance dies, and a disclosure takes the same time whomever it is about.
@Service
public class Decoys {
    public static final String PERMISSION = "audit:decoy";
    public static final String PURPOSE = "oversight-decoy";

    private static final Logger log = LoggerFactory.getLogger(Decoys.class);
    private static final long LOCK = 0x716f7267616e6463L;

    private final JdbcTemplate jdbc;
    private final Cases cases;
    private final AccessLog accessLog;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Decoys(
            JdbcTemplate jdbc,
            Cases cases,
            AccessLog accessLog,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.accessLog = accessLog;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// A decoy as the oversight that placed it knows it.
    public record Decoy(String person, UUID placedBy, Instant placedAt) {}

    /// The person who does not exist was registered: from now on whoever touches them alarms.
    @Transactional
    public void place(Actor oversight, SubjectId decoy) {
        permissions.require(oversight, PERMISSION);
        jdbc.update(
                "insert into audit_decoy (region, office, token, placed_by, placed_at) values (?,"
                        + " ?, ?, ?, ?)",
                oversight.region().code(),
                oversight.officeOrThrow().value(),
                accessLog.token(decoy),
                oversight.id().value(),
                Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /// The decoys of this oversight, newest first.
    @Transactional
    public List<Decoy> list(Actor oversight) {
        permissions.require(oversight, PERMISSION);
        var decoys =
                jdbc.query(
                        "select * from audit_decoy order by placed_at desc limit 500",
                        (row, _) ->
                                new Decoy(
                                        HexFormat.of().formatHex(row.getBytes("token")),
                                        row.getObject("placed_by", UUID.class),
                                        row.getTimestamp("placed_at").toInstant()));
        accessLog.note(
                oversight,
                Note.of(
                        EntryKind.DESK_READING,
                        PURPOSE,
                        Map.of("shown", Integer.toString(decoys.size()))));
        return decoys;
    }

    /// Opens a case for each touch that has none.
    ///
    /// @return how many
    public int sweep() {
        var opened = transaction.execute(_ -> alarm());
        return opened == null ? 0 : opened;
    }

    private int alarm() {
        if (!Boolean.TRUE.equals(
                jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return 0;
        }
        var touches =
                jdbc.query(
                        "select * from audit_decoy_touches()",
                        (row, _) ->
                                new Touch(
                                        Actor.duty(
                                                "audit-every-read",
                                                new ActorId(row.getObject("placed_by", UUID.class)),
                                                new Region(row.getString("region"))),
                                        row.getObject("office", UUID.class),
                                        new EntryId(row.getObject("entry_id", UUID.class))));
        for (var touch : touches) {
            cases.open(touch.placer(), touch.office(), Cases.Cause.DECOY, touch.entry());
        }
        return touches.size();
    }

    private record Touch(Actor placer, UUID office, EntryId entry) {}

    @Scheduled(
            initialDelayString = "${qorgan.desk.sweep:PT5S}",
            fixedDelayString = "${qorgan.desk.sweep:PT5S}")
    void beat() {
        try {
            sweep();
        } catch (DataAccessException | TransactionException e) {
            log.warn("decoys were not swept: {}", e.getClass().getSimpleName());
        }
    }
}
