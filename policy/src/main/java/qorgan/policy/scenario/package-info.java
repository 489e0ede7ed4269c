/// Situations written as data, read into facts, decided, and written as results.
@NullMarked
package qorgan.policy.scenario;

import org.jspecify.annotations.NullMarked;
