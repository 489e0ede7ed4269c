package qorgan.vault.consent;

import java.time.Instant;
import java.util.Set;

/// What becomes of a consent that is handed in.
public sealed interface Given {
    /// In force in `[from, to)`.
    record Taken(ConsentId consent, Instant from, Instant to) implements Given {}

    /// Not a consent in law: what is missing and by which rules.
    record Invalid(Set<ConsentItem> missing, Set<String> rules) implements Given {
        public Invalid {
            missing = Set.copyOf(missing);
            rules = Set.copyOf(rules);
        }
    }

    /// No such purpose, or no such person for this actor.
    record NothingHere() implements Given {}
}
