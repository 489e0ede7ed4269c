/// Leaves, checkpoints and proofs of an append-only log. Start at [qorgan.ledger.LeafOpening],
/// [qorgan.ledger.tiles.Edge] and [qorgan.ledger.Checkpoint].
@NullMarked
package qorgan.ledger;

import org.jspecify.annotations.NullMarked;
