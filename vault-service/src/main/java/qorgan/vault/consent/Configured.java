package qorgan.vault.consent;

import java.util.Set;
import qorgan.keys.Field;

/// What becomes of a purpose that somebody wants to configure.
public sealed interface Configured {
    record Standing(Purpose purpose) implements Configured {}

    /// It rests neither on a legal basis nor on consent with all seven items.
    record RestsOnNothing() implements Configured {}

    /// These fields can never be opened by a consent.
    record NeverByConsent(Set<Field> fields) implements Configured {
        public NeverByConsent {
            fields = Set.copyOf(fields);
        }
    }

    /// A named basis is no rule that the packs know as a basis.
    record UnknownBasis(Set<String> bases) implements Configured {
        public UnknownBasis {
            bases = Set.copyOf(bases);
        }
    }
}
