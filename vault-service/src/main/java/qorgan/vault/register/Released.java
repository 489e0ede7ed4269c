package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// Somebody was registered as released.
public record Released(EventId event, SubjectId subject, Instant recordedAt) {}
