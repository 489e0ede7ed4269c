package qorgan.vault.consent;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// A consent as the engine of the rules asks about it: no value, only what decides.
///
/// @param complete all seven items are there
/// @param formProvable it was given in a form that allows proof
/// @param witnessed it was taken outside the facility's chain or before counsel, or not in custody
/// @param byRightPerson the person, or for a minor the representative or guardianship body
/// @param obligation what keeps a withdrawal from having effect now
public record ConsentFact(
        ConsentId consent,
        String purpose,
        String recipient,
        Set<Field> fields,
        Instant from,
        Instant to,
        boolean complete,
        boolean formProvable,
        boolean witnessed,
        boolean byRightPerson,
        @Nullable Instant withdrawnAt,
        @Nullable Obligation obligation) {
    public ConsentFact {
        fields = Set.copyOf(fields);
    }

    /// Whether something may rest on it at this instant.
    public boolean standsAt(Instant at) {
        return !at.isBefore(from)
                && at.isBefore(to)
                && (withdrawnAt == null || at.isBefore(withdrawnAt) || obligation != null);
    }
}
