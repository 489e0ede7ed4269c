/// Tree hashes and proofs as RFC 6962 defines them; no input or output.
@NullMarked
package qorgan.ledger.merkle;

import org.jspecify.annotations.NullMarked;
