package qorgan.vault.audit;

import java.time.Instant;

/// Event: proof lags no longer.
public record ProofCaughtUp(Instant at) {}
