@NullMarked
package qorgan.keys;

import org.jspecify.annotations.NullMarked;
