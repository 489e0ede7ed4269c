package qorgan.vault.request;

import java.time.Instant;
import qorgan.vault.identity.OfficeId;

/// One facility's statement, opened for the search desk.
public record StatementRead(OfficeId office, Verdict verdict, Instant at) {}
