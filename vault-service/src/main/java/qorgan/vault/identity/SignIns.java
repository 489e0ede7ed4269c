package qorgan.vault.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// From a verified token to an [Actor]. An official's roles are those of the token **and** of the
/// register; with no entry in effect there are none, and no office, and so no row to see. A member
/// of the public has the two roles of the public realm and no other.
@Service
class SignIns {
    private static final Set<Role> OF_THE_PUBLIC = EnumSet.of(Role.ASKER, Role.SUBJECT);

    /// A second factor is good for one act; this is the time to do it in.
    private static final Duration GOLD = Duration.ofMinutes(10);

    private final Officials officials;
    private final Offices offices;
    private final RealmSettings settings;
    private final Clock clock;

    SignIns(Officials officials, Offices offices, RealmSettings settings, Clock clock) {
        this.officials = officials;
        this.offices = offices;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param claims of a token whose issuer, audience, signature and time were checked
    @Transactional(readOnly = true)
    public Actor actor(Realm realm, ClaimAccessor claims, Channel channel) {
        var subject = UUID.fromString(claims.getClaimAsString("sub"));
        var assurance = assurance(claims);
        var roles = roles(claims);
        return switch (realm) {
            case OFFICIALS -> official(subject, roles, assurance, channel);
            case PUBLIC -> {
                roles.retainAll(OF_THE_PUBLIC);
                yield nobodysOffice(subject, Realm.PUBLIC, roles, assurance, channel);
            }
            case DUTY -> throw new IllegalStateException("a duty does not sign in");
        };
    }

    /// Who an account of the identity provider is, as far as the register knows them: with their
    /// office, and without any role, because nobody acts by this.
    @Transactional(readOnly = true)
    public Actor known(Realm realm, UUID subject) {
        var none = EnumSet.noneOf(Role.class);
        return realm == Realm.OFFICIALS
                ? official(subject, none, Assurance.SILVER, Channel.PORTAL)
                : nobodysOffice(subject, realm, none, Assurance.SILVER, Channel.PORTAL);
    }

    private Actor official(UUID subject, Set<Role> roles, Assurance assurance, Channel channel) {
        var found = officials.bySubject(subject);
        if (found.isEmpty()) {
            return nobodysOffice(
                    subject, Realm.OFFICIALS, EnumSet.noneOf(Role.class), assurance, channel);
        }
        var official = found.get();
        var office = offices.find(official.office()).orElseThrow();
        roles.retainAll(official.roles());
        return new Actor(
                official.id(),
                Realm.OFFICIALS,
                roles,
                office.id(),
                office.operator(),
                office.region(),
                assurance,
                channel);
    }

    private Actor nobodysOffice(
            UUID subject, Realm realm, Set<Role> roles, Assurance assurance, Channel channel) {
        return new Actor(
                new ActorId(subject),
                realm,
                roles,
                null,
                null,
                settings.home(),
                assurance,
                channel);
    }

    private Assurance assurance(ClaimAccessor claims) {
        var issued = issuedAt(claims);
        return "gold".equals(claims.getClaimAsString("acr"))
                        && issued != null
                        && issued.plus(GOLD).isAfter(clock.instant())
                ? Assurance.GOLD
                : Assurance.SILVER;
    }

    private static @Nullable Instant issuedAt(ClaimAccessor claims) {
        return claims.getClaimAsInstant("iat");
    }

    private static Set<Role> roles(ClaimAccessor claims) {
        Map<String, Object> access = claims.getClaimAsMap("realm_access");
        if (access == null || !(access.get("roles") instanceof Collection<?> codes)) {
            return EnumSet.noneOf(Role.class);
        }
        return codes.stream()
                .flatMap(code -> Role.ofCode(code.toString()).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
