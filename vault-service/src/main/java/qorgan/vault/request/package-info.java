/// Slip, standing, search: everything before anyone looks a person up. Not allowed to know
// `subject`.
@ApplicationModule(allowedDependencies = {"audit", "identity", "edge"})
@NullMarked
package qorgan.vault.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
