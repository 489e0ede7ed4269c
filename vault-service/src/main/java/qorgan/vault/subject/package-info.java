/// Persons and victims as sealed records, blind indexes, protected envelopes.
@ApplicationModule(allowedDependencies = {"audit", "identity", "edge"})
@NullMarked
package qorgan.vault.subject;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
