package qorgan.vault.register;

import java.time.Instant;
import java.util.Set;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Warning;

/// What becomes of a fact that is stated to the register.
public sealed interface Recorded {
    /// Registered. `broken` names the rules that the event breaks: it stands, is shown as
    /// irregular, and the procurator is alarmed.
    record Taken(
            EventId event,
            SubjectId subject,
            Instant recordedAt,
            Set<String> broken,
            Set<Warning> warnings)
            implements Recorded {
        public Taken {
            broken = Set.copyOf(broken);
            warnings = Set.copyOf(warnings);
        }
    }

    /// Another officer registered the same thing first; nothing was added. Who knows it to be a
    /// further event says so and registers it again.
    record AlreadyRegistered(EventId event, Instant recordedAt) implements Recorded {}

    /// Impossible or unreadable, with the field.
    record Refused(String field, Fault fault) implements Recorded {}

    /// No such person or entry for this officer.
    record NothingHere() implements Recorded {}
}
