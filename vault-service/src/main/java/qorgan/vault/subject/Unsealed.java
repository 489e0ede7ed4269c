package qorgan.vault.subject;

import java.time.Instant;
import java.util.UUID;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.OfficeId;

/// An envelope was opened for reading: the person whose seal it is is told afterwards.
public record Unsealed(UUID unsealing, SubjectId subject, OfficeId office, Instant at) {}
