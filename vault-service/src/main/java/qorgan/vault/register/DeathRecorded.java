package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// A death in custody was registered. Relatives are told by a person first.
public record DeathRecorded(EventId event, SubjectId subject, Instant recordedAt) {}
