/// A decision as sentences and citations: for the relative, the official and the machine.
@NullMarked
package qorgan.policy.explain;

import org.jspecify.annotations.NullMarked;
