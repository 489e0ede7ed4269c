/// JSON in the one spelling of RFC 8785, small enough to be read with the verifier.
@NullMarked
package qorgan.ledger.json;

import org.jspecify.annotations.NullMarked;
