package qorgan.vault.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The clear columns of a consent.
record ConsentRow(
        String region,
        UUID office,
        UUID consent,
        UUID subject,
        String purpose,
        String recipient,
        List<String> fields,
        Instant from,
        Instant to,
        ProofForm form,
        Giver giver,
        boolean inCustody,
        boolean minor,
        @Nullable Witness witness,
        UUID takenBy,
        Instant givenAt,
        UUID entry,
        @Nullable Instant withdrawnAt,
        @Nullable UUID withdrawnBy) {

    ConsentRow withdrawn(Instant at, UUID by) {
        return new ConsentRow(
                region, office, consent, subject, purpose, recipient, fields, from, to, form, giver,
                inCustody, minor, witness, takenBy, givenAt, entry, at, by);
    }

    /// Given, it is revision 0; withdrawn, revision 1.
    long revision() {
        return withdrawnAt == null ? 0 : 1;
    }
}
