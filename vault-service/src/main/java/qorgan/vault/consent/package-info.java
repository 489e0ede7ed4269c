/// Consents, purposes with their legal bases, the subject's rights.
@ApplicationModule(allowedDependencies = {"subject", "audit", "identity", "edge"})
@NullMarked
package qorgan.vault.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
