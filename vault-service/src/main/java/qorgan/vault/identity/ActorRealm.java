package qorgan.vault.identity;

import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;
import org.jspecify.annotations.Nullable;

/// Shiro sees an [Actor] and answers from the roles. It signs nobody in and keeps nothing.
final class ActorRealm extends AuthorizingRealm {
    static final String NAME = "actors";

    private final PermissionsByRole byRole;

    ActorRealm(PermissionsByRole byRole) {
        this.byRole = byRole;
        setName(NAME);
        setCachingEnabled(false);
        setAuthorizationCachingEnabled(false);
    }

    @Override
    public boolean supports(@Nullable AuthenticationToken token) {
        return false;
    }

    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
        var info = new SimpleAuthorizationInfo();
        var actor = principals.oneByType(Actor.class);
        for (var role : actor.roles()) {
            info.addRole(role.code());
            info.addStringPermissions(byRole.of(role));
        }
        if (actor.realm() == Realm.DUTY) {
            info.addStringPermissions(byRole.ofDuty());
        }
        return info;
    }

    @Override
    protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        return null;
    }
}
