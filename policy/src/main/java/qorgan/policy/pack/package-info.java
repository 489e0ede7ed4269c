/// Reads and checks the law: declared facts, norms, ladders of grounds, ceilings, texts.
@NullMarked
package qorgan.policy.pack;

import org.jspecify.annotations.NullMarked;
