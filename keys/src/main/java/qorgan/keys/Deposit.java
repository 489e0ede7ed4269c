package qorgan.keys;

import java.util.Set;
import java.util.UUID;

/// The right to seal what comes in: these fields of this subject, by the entry that says from whom.
/// It opens nothing. Only [WarrantOffice] makes one.
public final class Deposit {
    private final UUID entry;
    private final SubjectId subject;
    private final Set<Field> fields;

    Deposit(UUID entry, SubjectId subject, Set<Field> fields) {
        this.entry = entry;
        this.subject = subject;
        this.fields = Set.copyOf(fields);
    }

    public UUID entry() {
        return entry;
    }

    public SubjectId subject() {
        return subject;
    }

    public Set<Field> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "Deposit[" + entry + "]";
    }
}
