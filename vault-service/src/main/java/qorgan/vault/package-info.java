@NullMarked
package qorgan.vault;

import org.jspecify.annotations.NullMarked;
