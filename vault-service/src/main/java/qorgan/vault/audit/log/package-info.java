/// The log over PostgreSQL: who sequences, what is published, whether it still agrees with itself.
@NullMarked
package qorgan.vault.audit.log;

import org.jspecify.annotations.NullMarked;
