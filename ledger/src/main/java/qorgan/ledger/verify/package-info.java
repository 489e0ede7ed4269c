/// The separate checker: reads a log, a proof or an exported case and names the first thing wrong.
@NullMarked
package qorgan.ledger.verify;

import org.jspecify.annotations.NullMarked;
