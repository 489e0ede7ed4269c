package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.Set;
import qorgan.keys.Field;
import qorgan.vault.identity.CaseId;
import qorgan.vault.request.RequestId;

/// An application as one of its two addressees opened it, under an entry: who asks, in what
/// capacity, for which fields of the case.
public record OpenedApplication(
        ApplicationId application,
        RequestId request,
        CaseId caseId,
        String askerName,
        String askerDocument,
        String relation,
        Set<Field> fields,
        Instant filedAt) {

    @Override
    public String toString() {
        return "OpenedApplication[" + application + "]";
    }
}
