package qorgan.keys;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// The right to open: these fields of these subjects, by the committed entry that says who and why,
/// once, on this instance, until a minute later. Only [WarrantOffice] makes one.
public final class Warrant {
    private final UUID entry;
    private final byte[] decisionDigest;
    private final Set<SubjectId> subjects;
    private final Set<Field> fields;
    private final String instance;
    private final Instant until;

    Warrant(
            UUID entry,
            byte[] decisionDigest,
            Set<SubjectId> subjects,
            Set<Field> fields,
            String instance,
            Instant until) {
        this.entry = entry;
        this.decisionDigest = decisionDigest.clone();
        this.subjects = Set.copyOf(subjects);
        this.fields = Set.copyOf(fields);
        this.instance = instance;
        this.until = until;
    }

    public UUID entry() {
        return entry;
    }

    public byte[] decisionDigest() {
        return decisionDigest.clone();
    }

    public Set<SubjectId> subjects() {
        return subjects;
    }

    public Set<Field> fields() {
        return fields;
    }

    public String instance() {
        return instance;
    }

    /// The first instant at which this no longer opens.
    public Instant until() {
        return until;
    }

    @Override
    public String toString() {
        return "Warrant[" + entry + "]";
    }
}
