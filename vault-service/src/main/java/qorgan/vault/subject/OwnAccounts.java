package qorgan.vault.subject;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;

/// Which account of the public realm reads which person's own file. An officer links them after
/// seeing the person; the realm itself knows nobody's name.
@Service
public class OwnAccounts {
    private final Permissions permissions;
    private final Subjects subjects;
    private final AccessLog log;
    private final JdbcClient jdbc;
    private final Clock clock;

    OwnAccounts(
            Permissions permissions,
            Subjects subjects,
            AccessLog log,
            JdbcClient jdbc,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Links an account to a person whom the officer has seen.
    ///
    /// @return whether it is linked: not for somebody unknown, and not where the account belongs to
    ///     another person
    @Transactional
    public boolean link(Actor officer, SubjectId subject, ActorId account) {
        permissions.require(officer, "subject:account");
        var keeper = subjects.keeper(subject);
        if (keeper.isEmpty() || officer.id().equals(account)) {
            return false;
        }
        var entry =
                log.note(
                        officer,
                        Note.about(
                                EntryKind.STANDING,
                                subject,
                                "own-file",
                                List.of("kz-dpa-24-info-3wd"),
                                null));
        jdbc.sql(
                        """
                        insert into subject_account (region, office, account, subject_id, linked_by, linked_at, entry_id)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (account) do nothing
                        """)
                .params(
                        keeper.get().region().code(),
                        keeper.get().office().value(),
                        account.value(),
                        subject.value(),
                        officer.id().value(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                        entry.value())
                .update();
        return personOf(account).filter(subject::equals).isPresent();
    }

    /// Whose own file this actor may open: their own, when they act as the person concerned.
    @Transactional(readOnly = true)
    public Optional<SubjectId> personOf(Actor actor) {
        return actor.has(Role.SUBJECT) ? personOf(actor.id()) : Optional.empty();
    }

    private Optional<SubjectId> personOf(ActorId account) {
        return jdbc.sql("select subject_id from subject_account where account = ?")
                .param(account.value())
                .query((found, _) -> new SubjectId(found.getObject("subject_id", UUID.class)))
                .optional();
    }
}
