/// Abstract cases of the logic alone, one JSON object a line.
@NullMarked
package qorgan.policy.cases;

import org.jspecify.annotations.NullMarked;
