package qorgan.vault.duty;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Region;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeKind;
import qorgan.vault.identity.Offices;
import qorgan.vault.identity.Permissions;

/// What the procurator of a territory is told at once, and what waits for a data-protection
/// officer.
@Service("dutyAlarms")
public class Alarms {

    static final String IRREGULAR = "irregular";
    static final String OVERDUE = "overdue";
    static final String PROOF_LAG = "proof_lag";
    static final String SEALED = "sealed";
    static final String DPO_CASE = "dpo_case";

    private final JdbcClient jdbc;
    private final LeafedRows leafed;
    private final Offices offices;
    private final Permissions permissions;
    private final Clock clock;

    Alarms(
            JdbcClient jdbc,
            LeafedRows leafed,
            Offices offices,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.leafed = leafed;
        this.offices = offices;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Raises an alarm in a territory. The same cause raises the same alarm once; false when it was
    /// raised before.
    @Transactional
    boolean raise(Region territory, String kind, String rule, UUID cause, UUID about, Instant at) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 2))")
                .param(cause.toString())
                .query((row, number) -> number)
                .list();
        var known =
                jdbc.sql(
                                "select count(*) from duty_alarm where kind = ? and rule = ? and"
                                        + " cause = ?")
                        .params(kind, rule, cause)
                        .query(Long.class)
                        .single();
        if (known > 0) {
            return false;
        }
        var id = AlarmId.random().value();
        leafed.insert(
                LeafKind.DUTY,
                id,
                0,
                RowContent.of("duty_alarm")
                        .with("region", territory.code())
                        .with("office", procuracy(territory).id().value())
                        .with("alarm_id", id)
                        .with("kind", kind)
                        .with("rule", rule)
                        .with("cause", cause)
                        .with("about", about)
                        .with("raised_at", at.truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    /// The alarms of the official's own office, the unseen ones first, at most 500.
    @Transactional(readOnly = true)
    public List<Alarm> list(Actor procurator) {
        permissions.require(procurator, "duty:alarms");
        return query(
                "where a.office = ? and a.kind <> 'dpo_case'", procurator.officeOrThrow().value());
    }

    /// The cases that conflicts of rules and defective restrictions opened.
    @Transactional(readOnly = true)
    public List<Alarm> conflicts(Actor dpo) {
        permissions.require(dpo, "disclosure:conflicts");
        return query("where a.kind = ?", DPO_CASE);
    }

    private List<Alarm> query(String where, Object parameter) {
        return jdbc.sql(
                        """
                        select a.*, s.seen_at from duty_alarm a
                            left join duty_alarm_seen s on s.alarm_id = a.alarm_id
                        """
                                + where
                                + " order by s.seen_at nulls first, a.raised_at desc, a.alarm_id"
                                + " limit 500")
                .param(parameter)
                .query(
                        (row, number) ->
                                new Alarm(
                                        new AlarmId(row.getObject("alarm_id", UUID.class)),
                                        row.getString("kind"),
                                        row.getString("rule"),
                                        row.getObject("cause", UUID.class),
                                        row.getObject("about", UUID.class),
                                        row.getObject("raised_at", OffsetDateTime.class)
                                                .toInstant(),
                                        instant(row.getObject("seen_at", OffsetDateTime.class))))
                .list();
    }

    /// The official has taken note; false when it is not theirs or was seen before.
    @Transactional
    public boolean seen(Actor procurator, AlarmId alarm) {
        if (list(procurator).stream()
                .noneMatch(open -> open.alarm().equals(alarm) && open.seenAt() == null)) {
            return false;
        }
        leafed.insert(
                LeafKind.DUTY,
                alarm.value(),
                1,
                RowContent.of("duty_alarm_seen")
                        .with("region", procurator.region().code())
                        .with("office", procurator.officeOrThrow().value())
                        .with("alarm_id", alarm.value())
                        .with("official", procurator.id().value())
                        .with("seen_at", clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    /// The procuracy of the territory; where it has none, the first of the country.
    private Office procuracy(Region territory) {
        return offices.all().stream()
                .filter(office -> office.kind() == OfficeKind.PROCURACY)
                .min(
                        Comparator.comparing((Office office) -> !office.region().equals(territory))
                                .thenComparing(office -> office.id().value()))
                .orElseThrow(() -> new IllegalStateException("no procuracy is registered"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
