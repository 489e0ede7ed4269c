package qorgan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Access tokens of a demo's realm, by direct grant. No production realm would give one this way.
public final class Tokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI keycloak;
    private final HttpClient http = HttpClient.newHttpClient();

    public Tokens(URI keycloak) {
        this.keycloak = keycloak;
    }

    /// A token of the ordinary sign-in.
    public String silver(String realm, Account account) {
        return token(realm, DemoRealms.WALK, account, Map.of());
    }

    /// A token of a sign-in with the second factor.
    public String gold(String realm, Account account, Instant now) {
        var secret = account.otpSecret();
        if (secret == null) {
            throw new IllegalArgumentException("this account has no second factor");
        }
        return token(realm, DemoRealms.WALK_GOLD, account, Map.of("totp", Totp.code(secret, now)));
    }

    /// A token for a client that has nothing to do with Qorgan.
    public String elsewhere(String realm, Account account) {
        return token(realm, DemoRealms.ELSEWHERE, account, Map.of());
    }

    private String token(String realm, String client, Account account, Map<String, String> more) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "password");
        form.put("client_id", client);
        form.put("scope", "openid");
        form.put("username", account.username());
        form.put("password", account.password());
        form.putAll(more);
        var request =
                HttpRequest.newBuilder(
                                keycloak.resolve(
                                        "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "no token for "
                                + account.username()
                                + ": "
                                + JSON.readTree(response.body()).path("error").asString());
            }
            return JSON.readTree(response.body()).get("access_token").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signing in", e);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
