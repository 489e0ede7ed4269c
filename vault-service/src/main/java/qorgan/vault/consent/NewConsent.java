package qorgan.vault.consent;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.Stated;

/// A consent as it is given.
///
/// @param recipient a role or an office (`role:pmc`, an office's identifier) that may read
/// @param months the period in calendar months from `from`
/// @param items what each of the seven items says; all are needed
/// @param inCustody the person is deprived of liberty, so that a witness from outside is needed
/// @param minor the person is under eighteen, so that a representative gives it
public record NewConsent(
        SubjectId subject,
        String purpose,
        String recipient,
        Set<Field> fields,
        Instant from,
        int months,
        Map<ConsentItem, Stated<String>> items,
        ProofForm form,
        Giver giver,
        boolean inCustody,
        boolean minor,
        @Nullable Witness witness) {
    public NewConsent {
        fields = Set.copyOf(fields);
        items = Map.copyOf(items);
    }
}
