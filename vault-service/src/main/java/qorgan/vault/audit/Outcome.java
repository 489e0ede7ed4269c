package qorgan.vault.audit;

/// How an entry ended. Each entry that opened something reaches exactly one.
public enum Outcome {
    /// What was opened reached the reader.
    DELIVERED,
    /// Nothing left: a revocation or an error came first.
    VOID,
    /// The service cannot tell (it died in between); counted as delivered by whoever judges it.
    UNKNOWN
}
