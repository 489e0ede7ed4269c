package qorgan.vault.subject;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import qorgan.keys.Field;

/// What becomes of opening an envelope for reading.
public sealed interface Unsealing {
    /// The first of two people has asked for it.
    record Proposed(UUID unsealing) implements Unsealing {}

    /// Both have: it can be read in `[from, to)` by the two of them.
    record Opened(UUID unsealing, Instant from, Instant to) implements Unsealing {}

    /// What is in the envelope; it never prints itself.
    record Read(Map<Field, String> values) implements Unsealing {
        public Read {
            values = Map.copyOf(values);
        }

        @Override
        public String toString() {
            return "Read[" + values.keySet() + "]";
        }
    }

    /// Whoever asked for it cannot be the second person, nor anybody of the same side.
    record NeedsAnotherPerson() implements Unsealing {}

    /// The second person sits in another office.
    record NeedsAnotherOffice() implements Unsealing {}

    /// A fresh second factor is needed.
    record NeedsSecondFactor() implements Unsealing {}

    /// No such envelope or unsealing for this officer, or not now.
    record NothingHere() implements Unsealing {}
}
