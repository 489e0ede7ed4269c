/// How long a decision takes, and how that grows with the number of norms.
@NullMarked
package qorgan.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
