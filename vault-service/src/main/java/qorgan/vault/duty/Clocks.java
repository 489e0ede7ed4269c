package qorgan.vault.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.Permissions;

/// The law's clocks: started by what is registered, closed by a confirmed reading, a recorded call
/// or a signed postal receipt. That a message was sent closes nothing.
@Service
public class Clocks {

    private static final String ALL =
            """
            select c.*, e.how, e.closed_at from duty_clock c
                left join duty_clock_closed e on e.clock_id = c.clock_id
            """;

    private final JdbcClient jdbc;
    private final LeafedRows leafed;
    private final Permissions permissions;
    private final Clock clock;

    Clocks(JdbcClient jdbc, LeafedRows leafed, Permissions permissions, Clock clock) {
        this.jdbc = jdbc;
        this.leafed = leafed;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Starts a clock. The same cause starts the same clock once, so an event heard twice is heard
    /// once.
    @Transactional
    void start(
            Office office,
            String rule,
            UUID cause,
            UUID about,
            Instant startsAt,
            @Nullable Instant due) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))")
                .param(about.toString())
                .query((row, number) -> number)
                .list();
        var known =
                jdbc.sql(
                                """
                                select count(*) from duty_clock
                                where rule = ? and cause = ? and about = ?
                                """)
                        .params(rule, cause, about)
                        .query(Long.class)
                        .single();
        if (known > 0) {
            return;
        }
        var id = ClockId.random().value();
        leafed.insert(
                LeafKind.DUTY,
                id,
                0,
                RowContent.of("duty_clock")
                        .with("region", office.region().code())
                        .with("office", office.id().value())
                        .with("clock_id", id)
                        .with("rule", rule)
                        .with("cause", cause)
                        .with("about", about)
                        .with("starts_at", startsAt.truncatedTo(ChronoUnit.MILLIS))
                        .with("due_at", due == null ? null : due.truncatedTo(ChronoUnit.MILLIS)));
    }

    /// Closes the running clocks of a rule about somebody that started no later than `at`.
    @Transactional
    void close(String rule, UUID about, How how, UUID by, @Nullable UUID proof, Instant at) {
        var running =
                jdbc.sql(
                                ALL
                                        + " where c.rule = ? and c.about = ? and c.starts_at <= ?"
                                        + " and e.clock_id is null")
                        .params(rule, about, at.atOffset(ZoneOffset.UTC))
                        .query(Row::read)
                        .list();
        running.forEach(row -> close(row, how, by, proof, at));
    }

    /// A named officer told the person by telephone and says so.
    @Transactional
    public boolean recordCall(Actor officer, ClockId id) {
        return closeByHand(officer, id, How.CALL, null);
    }

    /// A signed postal receipt came back.
    @Transactional
    public boolean recordPostalReceipt(Actor officer, ClockId id, UUID receipt) {
        return closeByHand(officer, id, How.POSTAL_RECEIPT, receipt);
    }

    private boolean closeByHand(Actor officer, ClockId id, How how, @Nullable UUID proof) {
        permissions.require(officer, "duty:tell");
        var row =
                jdbc.sql(ALL + " where c.clock_id = ? and e.clock_id is null")
                        .param(id.value())
                        .query(Row::read)
                        .optional();
        row.ifPresent(
                found ->
                        close(
                                found,
                                how,
                                officer.id().value(),
                                proof,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return row.isPresent();
    }

    private void close(Row row, How how, UUID by, @Nullable UUID proof, Instant at) {
        leafed.insert(
                LeafKind.DUTY,
                row.running().clock().value(),
                1,
                RowContent.of("duty_clock_closed")
                        .with("region", row.region())
                        .with("office", row.office())
                        .with("clock_id", row.running().clock().value())
                        .with("how", how.code())
                        .with("closed_by", by)
                        .with("proof", proof)
                        .with("closed_at", at));
    }

    /// The clocks of the officer's own office, the running ones first, at most 500.
    @Transactional(readOnly = true)
    public List<Running> ofOffice(Actor officer) {
        return jdbc
                .sql(
                        ALL
                                + " where c.office = ? order by e.closed_at nulls first,"
                                + " c.due_at nulls last, c.clock_id limit 500")
                .param(officer.officeOrThrow().value())
                .query(Row::read)
                .list()
                .stream()
                .map(Row::running)
                .toList();
    }

    /// The clocks about one person or request, oldest first.
    @Transactional(readOnly = true)
    public List<Running> about(UUID about) {
        return jdbc
                .sql(ALL + " where c.about = ? order by c.starts_at, c.clock_id")
                .param(about)
                .query(Row::read)
                .list()
                .stream()
                .map(Row::running)
                .toList();
    }

    /// What has run out by `now`, for the escalation.
    @Transactional(readOnly = true)
    List<Row> overdue(Instant now) {
        return jdbc.sql(
                        ALL
                                + " where e.clock_id is null and c.due_at <= ?"
                                + " order by c.due_at, c.clock_id limit 1000")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Row::read)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Row> find(ClockId id) {
        return jdbc.sql(ALL + " where c.clock_id = ?")
                .param(id.value())
                .query(Row::read)
                .optional();
    }

    /// How a duty to tell was done.
    enum How {
        READ("read"),
        CALL("call"),
        POSTAL_RECEIPT("postal_receipt"),
        DONE("done"),
        SUPERSEDED("superseded");

        private final String code;

        How(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /// A clock with what owns it.
    record Row(String region, UUID office, Running running) {

        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getString("region"),
                    row.getObject("office", UUID.class),
                    new Running(
                            new ClockId(row.getObject("clock_id", UUID.class)),
                            row.getString("rule"),
                            row.getObject("cause", UUID.class),
                            row.getObject("about", UUID.class),
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            instant(row.getObject("due_at", OffsetDateTime.class)),
                            row.getString("how"),
                            instant(row.getObject("closed_at", OffsetDateTime.class))));
        }

        private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
            return time == null ? null : time.toInstant();
        }
    }
}
