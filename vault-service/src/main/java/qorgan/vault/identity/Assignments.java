package qorgan.vault.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.vault.identity.Entered.Table;

/// Which official works on which case, at which facility, in which territory: effective only once a
/// second office has confirmed it.
@Service
public class Assignments {
    private static final String IN_EFFECT =
            """
             and a.confirmed_at <= :now and a.valid @> :now::timestamptz and a.ended_at is null
             and o.confirmed_at <= :now and o.valid @> :now::timestamptz and o.ended_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Permissions permissions;
    private final SecondOffice secondOffice;

    Assignments(JdbcClient sql, Clock clock, Permissions permissions, SecondOffice secondOffice) {
        this.sql = sql;
        this.clock = clock;
        this.permissions = permissions;
        this.secondOffice = secondOffice;
    }

    /// Enters an assignment. It has no effect before [#confirm].
    @Transactional
    public AssignmentId enter(Actor registrar, ActorId official, Target target, Window window) {
        permissions.require(registrar, "identity:register");
        return insert(
                official,
                target,
                window,
                registrar.id().value(),
                registrar.officeOrThrow().value());
    }

    @Transactional
    public Confirmation confirm(Actor registrar, AssignmentId assignment) {
        permissions.require(registrar, "identity:confirm");
        return secondOffice.confirm(Table.ASSIGNMENT, assignment.value(), registrar);
    }

    @Transactional
    public boolean end(Actor registrar, AssignmentId assignment) {
        permissions.require(registrar, "identity:register");
        return secondOffice.end(Table.ASSIGNMENT, assignment.value(), registrar);
    }

    /// Whether this official is assigned to this, now and confirmed.
    @Transactional(readOnly = true)
    public boolean isAssigned(ActorId official, Target target) {
        return sql.sql(
                        "select exists (select from identity_assignment a join identity_official o"
                                + " using (official_id) where official_id = :official"
                                + " and target_kind = :kind and target = :target"
                                + IN_EFFECT
                                + ")")
                .param("official", official.value())
                .param("kind", target.kind())
                .param("target", target.code())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /// The officials assigned to this, now and confirmed.
    @Transactional(readOnly = true)
    public List<ActorId> assignedTo(Target target) {
        return sql.sql(
                        "select distinct official_id from identity_assignment a join"
                                + " identity_official o using (official_id) where target_kind = :kind"
                                + " and target = :target"
                                + IN_EFFECT)
                .param("kind", target.kind())
                .param("target", target.code())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new ActorId(row.getObject(1, UUID.class)))
                .list();
    }

    /// A confirmed assignment to a case, that has not ended.
    @Transactional(readOnly = true)
    public Optional<ToCase> toCase(AssignmentId assignment) {
        return sql.sql(
                        "select a.official_id, a.target, lower(a.valid), upper(a.valid) from"
                                + " identity_assignment a join identity_official o using"
                                + " (official_id) where assignment_id = :id and target_kind ="
                                + " 'case'"
                                + IN_EFFECT)
                .param("id", assignment.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(
                        (row, number) ->
                                new ToCase(
                                        assignment,
                                        new ActorId(row.getObject(1, UUID.class)),
                                        CaseId.of(row.getString(2)),
                                        new Window(
                                                row.getTimestamp(3).toInstant(),
                                                row.getTimestamp(4).toInstant())))
                .optional();
    }

    /// The confirmed assignments to this case.
    @Transactional(readOnly = true)
    public List<ToCase> ofCase(CaseId caseId) {
        return sql
                .sql(
                        "select a.assignment_id from identity_assignment a join identity_official o"
                                + " using (official_id) where target_kind = 'case' and target ="
                                + " :target"
                                + IN_EFFECT)
                .param("target", caseId.toString())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new AssignmentId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .flatMap(id -> toCase(id).stream())
                .toList();
    }

    /// Who is on which case, from when to when.
    public record ToCase(AssignmentId assignment, ActorId official, CaseId caseId, Window window) {}

    AssignmentId insert(ActorId official, Target target, Window window, UUID by, UUID byOffice) {
        var id = Entropy.uuid();
        sql.sql(
                        """
                        insert into identity_assignment (assignment_id, official_id, target_kind, target,
                            valid, entered_by, entered_office, entered_at)
                        values (:id, :official, :kind, :target, tstzrange(:from, :to, '[)'),
                            :by, :byOffice, :now)
                        """)
                .param("id", id)
                .param("official", official.value())
                .param("kind", target.kind())
                .param("target", target.code())
                .param("from", Timestamp.from(window.from()))
                .param("to", Timestamp.from(window.to()))
                .param("by", by)
                .param("byOffice", byOffice)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        secondOffice.entered(
                Table.ASSIGNMENT,
                id,
                Map.of(
                        "official", official.toString(),
                        "kind", target.kind(),
                        "target", target.code(),
                        "from", window.from().toString(),
                        "to", window.to().toString(),
                        "enteredBy", by.toString(),
                        "enteredOffice", byOffice.toString()));
        return new AssignmentId(id);
    }
}
