/// Sealing and key handling, side by side with the JDK, Tink and Bouncy Castle.
@NullMarked
package qorgan.benchmarks.keys;

import org.jspecify.annotations.NullMarked;
