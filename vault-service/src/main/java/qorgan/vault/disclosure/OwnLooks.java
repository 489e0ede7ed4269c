package qorgan.vault.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.Tracker;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.OwnAccounts;

/// Who looked at my data: the tracker, for the person whom an officer linked to this account.
@Service
public class OwnLooks {
    private final OwnAccounts accounts;
    private final Tracker tracker;
    private final Permissions permissions;

    OwnLooks(OwnAccounts accounts, Tracker tracker, Permissions permissions) {
        this.accounts = accounts;
        this.tracker = tracker;
        this.permissions = permissions;
    }

    /// The looks; empty where the account is linked to nobody.
    public Optional<Tracker.Tracked> read(Actor person) {
        permissions.require(person, "audit:tracker");
        return accounts.personOf(person).map(self -> tracker.of(person, self));
    }

    /// The proof of one of them, as a file.
    public Optional<byte[]> proof(Actor person, EntryId entry) {
        permissions.require(person, "audit:tracker");
        return accounts.personOf(person).flatMap(self -> tracker.proof(person, self, entry));
    }

    /// Complains about one of them; gives the number of the desk's case.
    public Optional<UUID> complain(Actor person, EntryId entry, String words) {
        permissions.require(person, "audit:tracker");
        return accounts.personOf(person)
                .flatMap(self -> tracker.complain(person, self, entry, words));
    }

    /// What became of the complaints.
    public List<Tracker.Complaint> complaints(Actor person) {
        permissions.require(person, "audit:tracker");
        return accounts.personOf(person)
                .map(self -> tracker.complaints(person, self))
                .orElse(List.of());
    }
}
