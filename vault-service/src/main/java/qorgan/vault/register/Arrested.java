package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// Somebody was registered as deprived of their liberty.
public record Arrested(EventId event, SubjectId subject, Instant recordedAt) {}
