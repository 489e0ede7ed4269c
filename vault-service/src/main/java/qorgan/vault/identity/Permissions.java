package qorgan.vault.identity;

import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.springframework.stereotype.Service;

/// Whether this role may *attempt* this act. Coarse, before the law's fine question; it never
/// decides about a person and never blocks asking.
@Service
public class Permissions {
    private final DefaultSecurityManager shiro;

    Permissions(PermissionsByRole byRole) {
        this.shiro = new DefaultSecurityManager(new ActorRealm(byRole));
    }

    /// @throws Forbidden unless one of the actor's roles has this permission
    public void require(Actor actor, String permission) {
        if (!holds(actor, permission)) {
            throw new Forbidden(permission);
        }
    }

    public boolean holds(Actor actor, String permission) {
        return shiro.isPermitted(new SimplePrincipalCollection(actor, ActorRealm.NAME), permission);
    }
}
