/// The access log over the ledger, the data-protection officer's desk, the person's tracker, Envers
// history.
@ApplicationModule(allowedDependencies = {"identity", "edge"})
@NullMarked
package qorgan.vault.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
