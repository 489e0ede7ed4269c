package qorgan.vault.subject;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Decoys;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;
import qorgan.vault.identity.Permissions;

/// Registers people who do not exist among those of an office, for the oversight that wants to know
/// who is curious. The record is that office's like any other; only the entry says who placed it,
/// and that entry is the oversight's own.
@Service
public class DecoyPersons {
    private final Subjects subjects;
    private final Decoys decoys;
    private final Offices offices;
    private final AccessLog log;
    private final Permissions permissions;

    DecoyPersons(
            Subjects subjects,
            Decoys decoys,
            Offices offices,
            AccessLog log,
            Permissions permissions) {
        this.subjects = subjects;
        this.decoys = decoys;
        this.offices = offices;
        this.log = log;
        this.permissions = permissions;
    }

    /// Places a decoy at an office. It may have no number, so that it can never stand in the place
    /// of a real person's. Empty when there is no such office, or what is stated cannot stand.
    @Transactional
    public Optional<SubjectId> plant(Actor oversight, NewSubject invented, OfficeId at) {
        permissions.require(oversight, Decoys.PERMISSION);
        var office = offices.find(at).orElse(null);
        if (office == null || invented.iin() != null || !invented.isEstablished()) {
            return Optional.empty();
        }
        var keeper =
                new Actor(
                        oversight.id(),
                        oversight.realm(),
                        oversight.roles(),
                        office.id(),
                        office.operator(),
                        office.region(),
                        oversight.assurance(),
                        oversight.channel());
        var drafted = subjects.draftsOf(keeper, java.util.List.of(invented)).getFirst();
        if (!(drafted instanceof Subjects.Drafted.Ready(var draft))) {
            return Optional.empty();
        }
        subjects.enter(
                draft,
                log.deposit(
                        oversight, draft.subject(), draft.fields(), Decoys.PURPOSE, "role-dpo"));
        decoys.place(oversight, draft.subject());
        return Optional.of(draft.subject());
    }
}
