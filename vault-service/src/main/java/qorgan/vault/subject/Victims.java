package qorgan.vault.subject;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;

/// Who is a victim in which case. A victim registered by a shelter belongs to that shelter, and no
/// custody office sees that there is anybody.
@Service
public class Victims {
    private static final String BASIS = "role-victim-in-case";

    private final Permissions permissions;
    private final Subjects subjects;
    private final AccessLog log;
    private final Leaves leaves;
    private final JdbcClient jdbc;
    private final Clock clock;

    Victims(
            Permissions permissions,
            Subjects subjects,
            AccessLog log,
            Leaves leaves,
            JdbcClient jdbc,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.log = log;
        this.leaves = leaves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Registers a person as a victim in a case. Twice is once.
    @Transactional
    public Registration register(Actor actor, NewSubject stated, CaseId caseId) {
        permissions.require(actor, "subject:register:victim");
        var registration = subjects.registerFor(actor, stated, "victim-registration", BASIS);
        if (registration instanceof Registration.Registered(var subject, var _)) {
            link(actor, subject, caseId);
        }
        return registration;
    }

    private void link(Actor actor, SubjectId subject, CaseId caseId) {
        var keeper = subjects.keeper(subject).orElseThrow();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (isVictim(subject, caseId)) {
            return;
        }
        var entry =
                log.note(
                        actor,
                        Note.about(
                                EntryKind.CUSTODY,
                                subject,
                                "victim-registration",
                                java.util.List.of(BASIS),
                                null));
        jdbc.sql(
                        """
                        insert into subject_victim (region, office, victim_id, subject_id, case_id, recorded_at, entry_id)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        keeper.region().code(),
                        keeper.office().value(),
                        entry.value(),
                        subject.value(),
                        caseId.value(),
                        now.atOffset(ZoneOffset.UTC),
                        entry.value())
                .update();
        leaves.append(
                LeafKind.STANDING,
                entry.value(),
                0,
                LeafContent.of("subject_victim")
                        .with("region", keeper.region().code())
                        .with("office", keeper.office().value())
                        .with("subject", subject.value())
                        .with("case", caseId.value())
                        .with("recordedAt", now)
                        .bytes());
    }

    @Transactional(readOnly = true)
    public boolean isVictim(SubjectId subject, CaseId caseId) {
        return jdbc.sql(
                        "select exists (select 1 from subject_victim where subject_id = ? and case_id = ?)")
                .params(subject.value(), caseId.value())
                .query(Boolean.class)
                .single();
    }

    /// The victims of a case that whoever acts may see.
    @Transactional(readOnly = true)
    public Set<SubjectId> of(CaseId caseId) {
        return jdbc
                .sql("select subject_id from subject_victim where case_id = ?")
                .param(caseId.value())
                .query((found, _) -> new SubjectId(found.getObject("subject_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
