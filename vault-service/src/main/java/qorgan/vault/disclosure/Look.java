package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.List;

/// One look at the person's record, as they see it: when, which office in which role, which fields,
/// on which norms.
public record Look(
        Instant at, String kind, String office, List<String> fields, List<String> basis) {

    public Look {
        fields = List.copyOf(fields);
        basis = List.copyOf(basis);
    }
}
