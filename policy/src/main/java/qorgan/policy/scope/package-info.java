/// The scope algebra: windows, grants, and what is left of a request after each of them.
@NullMarked
package qorgan.policy.scope;

import org.jspecify.annotations.NullMarked;
