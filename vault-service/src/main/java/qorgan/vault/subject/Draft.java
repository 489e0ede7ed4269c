package qorgan.vault.subject;

import java.util.Set;
import java.util.UUID;
import qorgan.keys.Field;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;

/// A person who is about to be entered: under a new identifier, or under the one that the same
/// number already has.
///
/// @param fields what has to be sealed for them; a deposit must cover these
public final class Draft {
    private final SubjectId subject;
    private final Region region;
    private final UUID office;
    private final boolean fresh;
    private final NewSubject stated;
    private final Set<Warning> warnings;

    Draft(
            SubjectId subject,
            Region region,
            UUID office,
            boolean fresh,
            NewSubject stated,
            Set<Warning> warnings) {
        this.subject = subject;
        this.region = region;
        this.office = office;
        this.fresh = fresh;
        this.stated = stated;
        this.warnings = Set.copyOf(warnings);
    }

    public SubjectId subject() {
        return subject;
    }

    /// The region where the person was first registered.
    public Region region() {
        return region;
    }

    public Set<Warning> warnings() {
        return warnings;
    }

    /// What has to be sealed for them; a deposit must cover these. Empty for somebody who is there.
    public Set<Field> fields() {
        return fresh ? PersonValues.of(stated).keySet() : Set.of();
    }

    UUID office() {
        return office;
    }

    /// Whether this is somebody new, who has yet to be entered.
    public boolean isFresh() {
        return fresh;
    }

    NewSubject stated() {
        return stated;
    }
}
