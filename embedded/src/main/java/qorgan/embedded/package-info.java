@NullMarked
package qorgan.embedded;

import org.jspecify.annotations.NullMarked;
