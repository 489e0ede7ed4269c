@NullMarked
package qorgan.benchmarks;

import org.jspecify.annotations.NullMarked;
