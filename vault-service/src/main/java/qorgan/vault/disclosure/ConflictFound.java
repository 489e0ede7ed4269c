package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// Rules of one rank disagree, or a restriction is defective: a case for the data-protection
/// officer.
public record ConflictFound(RequestId request, String reason, Instant at) {}
