package qorgan.vault.subject;

import java.util.Set;
import qorgan.keys.SubjectId;

/// What becomes of a person who is stated to the register.
public sealed interface Registration {
    /// Registered under this identifier: a new one, or the one under which the same number already
    /// stands. Which of the two is not said.
    record Registered(SubjectId subject, Set<Warning> warnings) implements Registration {
        public Registered {
            warnings = Set.copyOf(warnings);
        }
    }

    /// Not taken: the field, and what is wrong with it.
    record Refused(String field, Fault fault) implements Registration {}
}
