/// Cosignatures: asking witnesses for them, giving them, and counting them.
@NullMarked
package qorgan.ledger.witness;

import org.jspecify.annotations.NullMarked;
