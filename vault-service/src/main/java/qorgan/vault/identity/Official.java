package qorgan.vault.identity;

import java.util.Set;
import java.util.UUID;
import qorgan.keys.Region;

/// A person in service, as the register knows them.
///
/// @param subject the account in the officials' realm
/// @param serviceName what they are called in service; a protected official is told by number alone
public record Official(
        ActorId id,
        UUID subject,
        OfficeId office,
        Region region,
        Set<Role> roles,
        String serviceName,
        String serviceNumber,
        Window valid) {
    public Official {
        roles = Set.copyOf(roles);
    }
}
