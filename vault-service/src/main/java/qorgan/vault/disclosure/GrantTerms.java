package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.Set;
import qorgan.keys.Field;

/// What an official is about to grant: fields, a window `[from, to)`, and whether they state that
/// it harms neither the investigation nor the rights of others.
public record GrantTerms(Set<Field> fields, Instant from, Instant to, boolean noPrejudice) {

    public GrantTerms {
        fields = Set.copyOf(fields);
    }
}
