/// The access log: who opened, refused, deposited or searched what, about whom and on which basis;
/// the leaves of facts; the proofs of both; the desk of the data-protection officer and the tracker
/// of the person. Only this room holds the office that issues warrants.
@ApplicationModule(allowedDependencies = {"identity", "edge"})
@NullMarked
package qorgan.vault.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
