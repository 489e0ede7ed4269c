package qorgan.vault.audit;

import java.time.Instant;
import java.util.Set;

/// Event: proof lags since then. P, M, D and S have stopped; the procurator is to be alarmed.
public record ProofLagging(Instant since, Set<ProofHealth.Reason> reasons) {}
