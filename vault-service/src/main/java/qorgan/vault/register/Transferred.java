package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// Somebody was registered as moved: the duty to tell the place starts again.
public record Transferred(
        EventId event, SubjectId subject, FacilityId from, FacilityId to, Instant recordedAt) {}
