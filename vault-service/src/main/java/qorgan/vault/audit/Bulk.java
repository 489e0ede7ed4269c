package qorgan.vault.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.CaseId;

/// One entry for many people: a list, a report, an import. `query` names the question by a code and
/// identifiers (`facility-occupants:4f…`), never by a person's data.
public record Bulk(
        String purpose,
        String query,
        Set<SubjectId> subjects,
        Set<Field> fields,
        List<String> basis,
        byte[] packDigest,
        @Nullable CaseId caseId) {
    public Bulk {
        subjects = Set.copyOf(subjects);
        fields = Set.copyOf(fields);
        basis = List.copyOf(basis);
        packDigest = packDigest.clone();
    }

    @Override
    public byte[] packDigest() {
        return packDigest.clone();
    }
}
