/// Where the root key lives.
@NullMarked
package qorgan.keys.root;

import org.jspecify.annotations.NullMarked;
