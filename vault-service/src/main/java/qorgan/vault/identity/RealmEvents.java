package qorgan.vault.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// What happened at Keycloak, read through its admin interface by an account of the service that
/// may read events there and nothing else.
///
/// No word that somebody typed, no address and no name leaves this class: an event is told by its
/// number, time, kind, error code and account.
@Service
public class RealmEvents {
    /// Who did something there.
    public enum Source {
        /// People at the door.
        USER("events"),
        /// Administrators.
        ADMIN("admin-events");

        private final String path;

        Source(String path) {
            this.path = path;
        }
    }

    /// One event.
    ///
    /// @param kind Keycloak's word for it: `LOGIN`, `LOGIN_ERROR`, `CREATE-USER`
    /// @param error its code where something was refused
    /// @param who whose door it was, as far as the register or the realm knows them; an
    ///     administrator is nobody whom a realm of ours knows
    /// @param administrator the account of the administrator who did it
    /// @param account whose account an administrator touched
    public record Event(
            String id,
            Instant at,
            String kind,
            @Nullable String error,
            @Nullable String client,
            @Nullable Actor who,
            @Nullable UUID administrator,
            @Nullable UUID account) {
        public boolean isRefusal() {
            return kind.endsWith("_ERROR");
        }
    }

    private static final Duration EARLY = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Pattern ACCOUNT =
            Pattern.compile("users/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");
    private static final ParameterizedTypeReference<List<Written>> LIST =
            new ParameterizedTypeReference<>() {};

    private final RealmSettings settings;
    private final SignIns signIns;
    private final RestClient http =
            RestClient.builder().requestFactory(KeycloakReach.patient()).build();
    private final Map<Realm, Token> tokens = new HashMap<>();

    RealmEvents(RealmSettings settings, SignIns signIns) {
        this.settings = settings;
        this.signIns = signIns;
    }

    private record Token(String value, long goodUntilNanos) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Granted(String access_token, long expires_in) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record By(@Nullable String userId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Written(
            String id,
            long time,
            @Nullable String type,
            @Nullable String operationType,
            @Nullable String resourceType,
            @Nullable String resourcePath,
            @Nullable String clientId,
            @Nullable String userId,
            @Nullable String error,
            @Nullable By authDetails) {}

    /// Whether this realm's events can be read at all.
    public boolean isRead(Realm realm) {
        return secret(realm) != null;
    }

    /// Events of a realm since then, oldest first.
    ///
    /// @param first how many to leave out
    /// @throws org.springframework.web.client.RestClientException when Keycloak is away or refuses
    public List<Event> since(Realm realm, Source source, Instant from, int first, int most) {
        var issuer = one(realm).issuer();
        var written =
                http.get()
                        .uri(
                                issuer.replace("/realms/", "/admin/realms/")
                                        + "/{source}?dateFrom={from}&first={first}&max={most}&direction=asc",
                                source.path,
                                from.toEpochMilli(),
                                first,
                                most)
                        .headers(headers -> headers.setBearerAuth(token(realm)))
                        .retrieve()
                        .body(LIST);
        return written == null
                ? List.of()
                : written.stream().map(one -> event(realm, one)).toList();
    }

    private Event event(Realm realm, Written written) {
        var by = written.authDetails();
        var kind =
                by == null
                        ? coded(written.type())
                        : coded(written.operationType())
                                + "-"
                                + coded(written.resourceType())
                                + (written.error() == null ? "" : "_ERROR");
        var user = identifier(written.userId());
        return new Event(
                written.id(),
                Instant.ofEpochMilli(written.time()),
                kind,
                written.error() == null ? null : coded(written.error()),
                written.clientId() == null ? null : coded(written.clientId()),
                user == null ? null : signIns.known(realm, user),
                by == null ? null : identifier(by.userId()),
                by == null ? null : touched(written.resourcePath()));
    }

    /// A code, or that there was something else: what is not one may be what somebody typed.
    private static String coded(@Nullable String text) {
        return text != null && CODE.matcher(text).matches() ? text : "other";
    }

    private static @Nullable UUID identifier(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private static @Nullable UUID touched(@Nullable String path) {
        var found = path == null ? null : ACCOUNT.matcher(path);
        return found != null && found.matches() ? UUID.fromString(found.group(1)) : null;
    }

    private synchronized String token(Realm realm) {
        var known = tokens.get(realm);
        if (known == null || System.nanoTime() - known.goodUntilNanos() >= 0) {
            known = granted(realm);
            tokens.put(realm, known);
        }
        return known.value();
    }

    private Token granted(Realm realm) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        var secret = secret(realm);
        if (secret == null) {
            throw new IllegalStateException("no secret to read events with");
        }
        var answer =
                http.post()
                        .uri(one(realm).issuer() + "/protocol/openid-connect/token")
                        .headers(headers -> headers.setBasicAuth(one(realm).eventsClient(), secret))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(form)
                        .retrieve()
                        .body(Granted.class);
        if (answer == null) {
            throw new IllegalStateException("an empty answer in place of a token");
        }
        var good = Duration.ofSeconds(answer.expires_in()).minus(EARLY);
        return new Token(answer.access_token(), System.nanoTime() + good.toNanos());
    }

    private @Nullable String secret(Realm realm) {
        var secret = one(realm).eventsSecret();
        return secret == null || secret.isBlank() ? null : secret;
    }

    private RealmSettings.OneRealm one(Realm realm) {
        return switch (realm) {
            case OFFICIALS -> settings.officials();
            case PUBLIC -> settings.publicRealm();
            case DUTY -> throw new IllegalArgumentException("a duty has no realm");
        };
    }
}
