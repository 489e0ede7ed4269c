package qorgan.vault.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficeId;

/// What somebody is about to open: written down and committed before any key moves.
///
/// `purpose` is a code of the purpose register, `basis` lists norm ids of the rule pack; neither
/// may carry free text. `decisionDigest` and `packDigest` may be empty only where no engine decides
/// (a person's own deposit opened for a check).
///
/// @param withheldUntil until when the person's tracker shows only that something is withheld
/// @param holder the office whose data this is, so that its data-protection officer sees the entry
public record Access(
        EntryKind kind,
        Set<SubjectId> subjects,
        Set<Field> fields,
        String purpose,
        List<String> basis,
        byte[] decisionDigest,
        byte[] packDigest,
        @Nullable UUID request,
        @Nullable CaseId caseId,
        @Nullable Instant withheldUntil,
        @Nullable OfficeId holder) {
    public Access {
        if (subjects.isEmpty() || fields.isEmpty()) {
            throw new IllegalArgumentException("an access names its subjects and fields");
        }
        subjects = Set.copyOf(subjects);
        fields = Set.copyOf(fields);
        basis = List.copyOf(basis);
        decisionDigest = decisionDigest.clone();
        packDigest = packDigest.clone();
    }

    /// An access that the person may see at once.
    public Access(
            EntryKind kind,
            Set<SubjectId> subjects,
            Set<Field> fields,
            String purpose,
            List<String> basis,
            byte[] decisionDigest,
            byte[] packDigest,
            @Nullable UUID request,
            @Nullable CaseId caseId) {
        this(
                kind,
                subjects,
                fields,
                purpose,
                basis,
                decisionDigest,
                packDigest,
                request,
                caseId,
                null,
                null);
    }

    /// The same access to data that this office holds.
    public Access heldBy(OfficeId office) {
        return new Access(
                kind,
                subjects,
                fields,
                purpose,
                basis,
                decisionDigest,
                packDigest,
                request,
                caseId,
                withheldUntil,
                office);
    }

    /// The same access, which the person's tracker counts and shows only from that instant.
    public Access withheldUntil(Instant until) {
        return new Access(
                kind,
                subjects,
                fields,
                purpose,
                basis,
                decisionDigest,
                packDigest,
                request,
                caseId,
                until,
                holder);
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
