/// Three-valued default logic: facts, conditions, norms with exceptions, and the verdict they give.
@NullMarked
package qorgan.policy.norm;

import org.jspecify.annotations.NullMarked;
