package qorgan.vault.identity;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Region;

/// Who acts, as far as Qorgan vouches for it: an official's roles are those of the token **and** of
/// Qorgan's own register, so neither an administrator of Keycloak nor a lone registrar can make
/// one.
///
/// @param office the office for which an official acts; nobody else has one
/// @param rule the rule that obliges a duty to act; only a duty has one
public record Actor(
        ActorId id,
        Realm realm,
        Set<Role> roles,
        @Nullable OfficeId office,
        @Nullable Operator operator,
        Region region,
        Assurance assurance,
        Channel channel,
        @Nullable String rule) {
    public Actor {
        roles = Set.copyOf(roles);
        if ((office == null) != (operator == null)) {
            throw new IllegalArgumentException("an office and its operator come together");
        }
        if ((realm == Realm.DUTY) != (rule != null)) {
            throw new IllegalArgumentException("a duty, and only a duty, cites its rule");
        }
    }

    public Actor(
            ActorId id,
            Realm realm,
            Set<Role> roles,
            @Nullable OfficeId office,
            @Nullable Operator operator,
            Region region,
            Assurance assurance,
            Channel channel) {
        this(id, realm, roles, office, operator, region, assurance, channel, null);
    }

    /// The service itself, doing what `rule` obliges it to, in the name of a responsible official.
    public static Actor duty(String rule, ActorId responsible, Region region) {
        return new Actor(
                responsible,
                Realm.DUTY,
                EnumSet.noneOf(Role.class),
                null,
                null,
                region,
                Assurance.SILVER,
                Channel.DUTY,
                rule);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role first, Role... others) {
        return roles.contains(first) || Set.of(others).stream().anyMatch(roles::contains);
    }

    /// The office of an official. Only for places that a permission keeps to officials.
    public OfficeId officeOrThrow() {
        if (office == null) {
            throw new Forbidden("office");
        }
        return office;
    }
}
