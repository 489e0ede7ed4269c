package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// Somebody was registered as admitted to a place of custody: relatives are owed the place.
public record Placed(EventId event, SubjectId subject, FacilityId facility, Instant recordedAt) {}
