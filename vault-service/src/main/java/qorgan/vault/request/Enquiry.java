package qorgan.vault.request;

import java.util.Set;
import qorgan.keys.Field;

/// One enquiry: who asks in what capacity, about whom, for what, which fields, and how to say that
/// something waits. All of it is sealed at once; it is never printed.
public record Enquiry(
        Asker asker,
        Relation relation,
        Sought sought,
        Purpose purpose,
        Set<Field> fields,
        Contact contact,
        Language language) {

    public Enquiry {
        fields = Set.copyOf(fields);
    }

    @Override
    public String toString() {
        return "Enquiry[…]";
    }
}
