/// What every way in has in common: problems, limits, idempotency. Knows no room.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package qorgan.vault.edge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
