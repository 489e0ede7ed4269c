@NullMarked
package qorgan.policy;

import org.jspecify.annotations.NullMarked;
