package qorgan.vault.request;

import qorgan.keys.Region;
import qorgan.vault.audit.EntryId;
import qorgan.vault.identity.OfficeId;

/// Where a message may go, opened under the entry named here; never stored.
public record RevealedContact(EntryId entry, Region region, OfficeId office, Contact contact) {

    @Override
    public String toString() {
        return "RevealedContact[" + entry + "]";
    }
}
