package qorgan.vault.register;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.OfficeId;

/// One entry of the register as whoever keeps or oversees it sees it: no value, only that it is
/// there.
///
/// @param supersededBy the correction, where there is one
public record Line(
        EventId event,
        SubjectId subject,
        EventKind kind,
        @Nullable FacilityId facility,
        OfficeId office,
        Instant recordedAt,
        Set<String> broken,
        @Nullable EventId supersedes,
        @Nullable EventId supersededBy) {
    public Line {
        broken = Set.copyOf(broken);
    }
}
