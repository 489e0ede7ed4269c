/// Who acts: tokens become actors; offices, officials, assignments, certificates; permissions;
/// separation of duties.
@ApplicationModule(allowedDependencies = {"edge"})
@NullMarked
package qorgan.vault.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
