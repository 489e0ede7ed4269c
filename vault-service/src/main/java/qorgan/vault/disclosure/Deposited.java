package qorgan.vault.disclosure;

import java.util.Set;
import java.util.UUID;
import qorgan.keys.Field;

/// What came of depositing pretrial data.
public sealed interface Deposited {

    record Taken(Set<UUID> records) implements Deposited {
        public Taken {
            records = Set.copyOf(records);
        }
    }

    record UnknownFields(Set<Field> fields) implements Deposited {}

    /// Not assigned to the case, or the person is not of this case.
    record NotYours() implements Deposited {}
}
