@NullMarked
package qorgan.ledger;

import org.jspecify.annotations.NullMarked;
