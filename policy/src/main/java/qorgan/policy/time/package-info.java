/// The nine statutory calculators, the working-day calendar, and clocks that start, restart and
/// change.
@NullMarked
package qorgan.policy.time;

import org.jspecify.annotations.NullMarked;
