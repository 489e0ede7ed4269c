/// What the log costs, and how little that depends on its size.
@NullMarked
package qorgan.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
