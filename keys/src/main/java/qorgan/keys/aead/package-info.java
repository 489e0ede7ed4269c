/// Authenticated encryption with an extended nonce and key commitment.
@NullMarked
package qorgan.keys.aead;

import org.jspecify.annotations.NullMarked;
