package qorgan.vault.audit;

/// The keys as the desk sees them.
///
/// @param sealed nothing opens until a quorum of custodians has unsealed it
public record Keys(boolean sealed, Erasures erasures) {
    /// @param pending keys that were erased and whose rows are in the database all the same
    /// @param overdue an epoch that should be gone still exists, so that a backup could open what
    ///     was erased more than 35 days ago
    public record Erasures(long pending, boolean overdue) {}
}
