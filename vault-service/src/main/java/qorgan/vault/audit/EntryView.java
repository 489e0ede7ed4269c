package qorgan.vault.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry as the desk shows it. There is no value of anybody's data in it: which fields, never
/// what stood in them.
///
/// @param persons opaque tokens, in hexadecimal
/// @param logIndex where its leaf stands in the log; null while it is not yet proven
public record EntryView(
        UUID entry,
        Instant at,
        EntryKind kind,
        UUID actor,
        String realm,
        UUID office,
        Map<String, String> officeNames,
        String channel,
        String assurance,
        String purpose,
        List<String> basis,
        List<String> persons,
        List<String> fields,
        String decision,
        String pack,
        @Nullable UUID request,
        @Nullable UUID caseId,
        @Nullable UUID holder,
        Map<String, String> details,
        boolean opens,
        @Nullable Instant withheldUntil,
        @Nullable Outcome outcome,
        @Nullable Long durationMillis,
        @Nullable Long logIndex) {
    public EntryView {
        officeNames = Map.copyOf(officeNames);
        basis = List.copyOf(basis);
        persons = List.copyOf(persons);
        fields = List.copyOf(fields);
        details = Map.copyOf(details);
    }
}
