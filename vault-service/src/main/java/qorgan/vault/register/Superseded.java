package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// An entry was corrected by a new one; the old one stays and is no longer used for answers.
public record Superseded(EventId event, EventId earlier, SubjectId subject, Instant recordedAt) {}
