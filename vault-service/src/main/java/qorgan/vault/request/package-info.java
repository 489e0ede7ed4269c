/// Requests of relatives, representatives, counsel and consuls: the slip, the standing, the search.
///
/// Everything here happens before anyone looks the person up. The room does not know the room
/// `subject`, so neither a slip nor its timing can betray whether somebody is held.
@ApplicationModule(allowedDependencies = {"identity", "audit", "edge"})
@NullMarked
package qorgan.vault.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
