/// Custody events, facilities and their bases, personal files. It never refuses a fact that
/// happened.
@ApplicationModule(allowedDependencies = {"subject", "audit", "identity", "edge"})
@NullMarked
package qorgan.vault.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
