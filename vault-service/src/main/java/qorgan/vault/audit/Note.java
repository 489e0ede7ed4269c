package qorgan.vault.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficeId;

/// Everything that opens nothing and is still worth an entry: a refusal, a search, a sign-in, the
/// data-protection officer's reading. `details` holds codes, counts, digests and identifiers only.
public record Note(
        EntryKind kind,
        Set<SubjectId> subjects,
        Set<Field> fields,
        String purpose,
        List<String> basis,
        byte[] decisionDigest,
        byte[] packDigest,
        @Nullable UUID request,
        @Nullable CaseId caseId,
        Map<String, String> details,
        @Nullable OfficeId holder) {
    public Note {
        subjects = Set.copyOf(subjects);
        fields = Set.copyOf(fields);
        basis = List.copyOf(basis);
        decisionDigest = decisionDigest.clone();
        packDigest = packDigest.clone();
        details = Map.copyOf(details);
    }

    /// A note about nobody in particular.
    public static Note of(EntryKind kind, String purpose, Map<String, String> details) {
        return new Note(
                kind,
                Set.of(),
                Set.of(),
                purpose,
                List.of(),
                new byte[0],
                new byte[0],
                null,
                null,
                details,
                null);
    }

    /// A note about one person.
    public static Note about(
            EntryKind kind,
            SubjectId subject,
            String purpose,
            List<String> basis,
            @Nullable UUID request) {
        return new Note(
                kind,
                Set.of(subject),
                Set.of(),
                purpose,
                basis,
                new byte[0],
                new byte[0],
                request,
                null,
                Map.of(),
                null);
    }

    /// The same note naming the request it belongs to.
    public Note inRequest(UUID id) {
        return new Note(
                kind,
                subjects,
                fields,
                purpose,
                basis,
                decisionDigest,
                packDigest,
                id,
                caseId,
                details,
                holder);
    }

    /// The same note about data that this office holds.
    public Note heldBy(OfficeId office) {
        return new Note(
                kind,
                subjects,
                fields,
                purpose,
                basis,
                decisionDigest,
                packDigest,
                request,
                caseId,
                details,
                office);
    }

    @Override
    public byte[] decisionDigest() {
        return decisionDigest.clone();
    }

    @Override
    public byte[] packDigest() {
        return packDigest.clone();
    }
}
