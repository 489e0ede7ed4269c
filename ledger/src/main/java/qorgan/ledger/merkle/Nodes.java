package qorgan.ledger.merkle;

/// Where proofs find the hashes of perfect subtrees: the node at `level` and `index` covers the
/// leaves `[index << level, (index + 1) << level)`.
@FunctionalInterface
public interface Nodes {
    Hash node(int level, long index);
}
