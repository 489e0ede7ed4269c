package qorgan.vault.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/// The two realms of Keycloak. Their addresses are pinned and their endpoints follow from them, so
/// that the service starts while Keycloak is away and trusts nobody whom a discovery document might
/// name.
@Component
class Realms {
    static final String OFFICIALS = "officials";
    static final String PUBLIC = "public";
    private static final String PROTOCOL = "/protocol/openid-connect";
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
    private static final Duration KEYS_REFRESH = Duration.ofSeconds(15);
    private static final Duration KEYS_KEPT = Duration.ofHours(4);
    private static final int LARGEST_KEY_SET = 64 * 1024;

    private final RealmSettings settings;
    private final SignIns signIns;
    private final AuthenticationEventPublisher events;
    private final Clock clock;

    Realms(
            RealmSettings settings,
            SignIns signIns,
            AuthenticationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.signIns = signIns;
        this.events = events;
        this.clock = clock;
    }

    static Realm ofRegistration(String registration) {
        return switch (registration) {
            case OFFICIALS -> Realm.OFFICIALS;
            case PUBLIC -> Realm.PUBLIC;
            default -> throw new IllegalStateException("unknown registration " + registration);
        };
    }

    /// For bearer tokens: by issuer, and none but ours.
    AuthenticationManagerResolver<String> byIssuer() {
        var known =
                Map.of(
                        settings.officials().issuer(),
                        bearer(Realm.OFFICIALS, settings.officials().issuer()),
                        settings.publicRealm().issuer(),
                        bearer(Realm.PUBLIC, settings.publicRealm().issuer()));
        return issuer -> {
            var manager = known.get(issuer);
            if (manager == null) {
                throw new InvalidBearerTokenException("an issuer that is not ours");
            }
            return manager;
        };
    }

    List<ClientRegistration> registrations() {
        return List.of(
                registration(OFFICIALS, settings.officials()),
                registration(PUBLIC, settings.publicRealm()));
    }

    private AuthenticationManager bearer(Realm realm, String issuer) {
        var provider = new JwtAuthenticationProvider(decoder(issuer));
        provider.setJwtAuthenticationConverter(token -> authentication(realm, token));
        var manager = new ProviderManager(provider);
        manager.setAuthenticationEventPublisher(events);
        return manager;
    }

    private ActorAuthentication authentication(Realm realm, Jwt token) {
        return new ActorAuthentication(signIns.actor(realm, token, Channel.API));
    }

    private JwtDecoder decoder(String issuer) {
        var decoder =
                NimbusJwtDecoder.withJwkSource(keys(issuer + PROTOCOL + "/certs"))
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        decoder.setJwtValidator(checks(issuer));
        return decoder;
    }

    /// Keycloak's public keys. While it is away those that were read last still verify its tokens,
    /// for no longer than a token can have been given before; nobody waits for it without end.
    private static JWKSource<SecurityContext> keys(String address) {
        try {
            return JWKSourceBuilder.create(
                            URI.create(address).toURL(),
                            new DefaultResourceRetriever(
                                    Math.toIntExact(KeycloakReach.CONNECT.toMillis()),
                                    Math.toIntExact(KeycloakReach.READ.toMillis()),
                                    LARGEST_KEY_SET))
                    .cache(KEYS_FRESH.toMillis(), KEYS_REFRESH.toMillis())
                    .rateLimited(false)
                    .outageTolerant(KEYS_KEPT.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the issuer is no address", e);
        }
    }

    OAuth2TokenValidator<Jwt> checks(String issuer) {
        return new DelegatingOAuth2TokenValidator<>(
                inTime(),
                new JwtIssuerValidator(issuer),
                needs("aud", this::isForUs),
                needs("typ", token -> "Bearer".equals(token.getClaimAsString("typ"))),
                needs("sub", token -> token.getSubject() != null));
    }

    private JwtTimestampValidator inTime() {
        var validator = new JwtTimestampValidator(SKEW);
        validator.setClock(clock);
        return validator;
    }

    private boolean isForUs(Jwt token) {
        var audience = token.getAudience();
        return audience != null && audience.contains(settings.audience());
    }

    private static OAuth2TokenValidator<Jwt> needs(
            String claim, java.util.function.Predicate<Jwt> condition) {
        var error = new OAuth2Error("invalid_token", "the claim " + claim + " does not fit", null);
        return token ->
                condition.test(token)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(error);
    }

    private static ClientRegistration registration(String id, RealmSettings.OneRealm realm) {
        var endpoints = realm.issuer() + PROTOCOL;
        return ClientRegistration.withRegistrationId(id)
                .clientId(realm.clientId())
                .clientSecret(realm.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid")
                .authorizationUri(endpoints + "/auth")
                .tokenUri(endpoints + "/token")
                .jwkSetUri(endpoints + "/certs")
                .issuerUri(realm.issuer())
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(
                        Map.of("end_session_endpoint", endpoints + "/logout"))
                .clientSettings(
                        ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build();
    }
}
