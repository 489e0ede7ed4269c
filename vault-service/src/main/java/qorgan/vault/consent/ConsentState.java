package qorgan.vault.consent;

import java.time.Instant;
import java.util.Set;
import qorgan.keys.Field;

/// Whether a consent covers a purpose for a recipient at an instant.
public sealed interface ConsentState {
    record InForce(ConsentId consent, Set<Field> fields, Instant until) implements ConsentState {
        public InForce {
            fields = Set.copyOf(fields);
        }
    }

    /// None was ever given for this purpose and recipient.
    record Missing() implements ConsentState {}

    record NotYet(ConsentId consent) implements ConsentState {}

    record Expired(ConsentId consent) implements ConsentState {}

    record WasWithdrawn(ConsentId consent) implements ConsentState {}
}
