package qorgan.demo.walk;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Signs in the way a browser does: Keycloak's own page, its forms, a code, a token. So the demo's
// realms need no short cut
/// that the production realms do not have, and a step-up asks for the second factor that it asks a
// person for.
final class Tokens {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Duration FRESH = Duration.ofMinutes(4);

    private final URI keycloak;
    private final Clients clients;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> held = new HashMap<>();

    private record Held(String token, long until) {}

    /// The portal's client in each realm: where it is sent back to, and its secret.
    record Clients(Map<String, String> redirects, Map<String, String> secrets) {}

    Tokens(URI keycloak, Clients clients, Clock clock) {
        this.keycloak = keycloak;
        this.clients = clients;
        this.clock = clock;
    }

    /// An access token of an ordinary sign-in.
    String of(Account account) {
        return token(account, false);
    }

    /// An access token of a sign-in with a second factor just now.
    String steppedUp(Account account) {
        return token(account, true);
    }

    private String token(Account account, boolean gold) {
        var key = account.realm() + "/" + account.username() + "/" + gold;
        var known = held.get(key);
        if (known != null && known.until > clock.millis()) {
            return known.token;
        }
        try {
            var token = signIn(account, gold);
            held.put(key, new Held(token, clock.millis() + FRESH.toMillis()));
            return token;
        } catch (IOException | GeneralSecurityException e) {
            throw new BrokenOff(account.username() + " could not sign in: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("the walk was stopped", e);
        }
    }

    private String signIn(Account account, boolean gold)
            throws IOException, InterruptedException, GeneralSecurityException {
        var verifier = text(32);
        var redirect = named(clients.redirects, account.realm());
        var challenge =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", "qorgan-portal");
        query.put("response_type", "code");
        query.put("scope", "openid");
        query.put("redirect_uri", redirect);
        query.put("state", text(16));
        query.put("nonce", text(16));
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        if (gold) {
            query.put("acr_values", "gold");
        }
        var cookies = new HashMap<String, String>();
        var page = send(get(realm(account) + "/auth?" + form(query)), cookies);
        page =
                submit(
                        page,
                        Map.of("username", account.username(), "password", account.password()),
                        cookies);
        if (gold && page.statusCode() == 200) {
            page = submit(page, Map.of("otp", Totp.code(account.totp(), clock.instant())), cookies);
        }
        return redeem(account, code(page), redirect, verifier, cookies);
    }

    private String redeem(
            Account account,
            String code,
            String redirect,
            String verifier,
            Map<String, String> cookies)
            throws IOException, InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", "qorgan-portal");
        fields.put("client_secret", named(clients.secrets, account.realm()));
        fields.put("code", code);
        fields.put("redirect_uri", redirect);
        fields.put("code_verifier", verifier);
        var answer = send(post(URI.create(realm(account) + "/token"), fields), cookies);
        var token = Api.JSON.readTree(answer.body()).path("access_token").asString("");
        if (token.isEmpty()) {
            throw new IOException("no token came back (" + answer.statusCode() + ")");
        }
        return token;
    }

    private static String code(HttpResponse<String> page) throws IOException {
        var location =
                page.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new IOException("the sign-in page did not let them in"));
        var fields =
                Arrays.stream(URI.create(location).getRawQuery().split("&"))
                        .map(each -> each.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        each -> each[0], each -> each.length > 1 ? each[1] : ""));
        var code = fields.get("code");
        if (code == null) {
            throw new IOException("sent back without a code: " + fields.get("error"));
        }
        return URLDecoder.decode(code, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> submit(
            HttpResponse<String> page, Map<String, String> fields, Map<String, String> cookies)
            throws IOException, InterruptedException {
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new IOException(
                    "no form where a sign-in form should be (" + page.statusCode() + ")");
        }
        return send(post(URI.create(action.group(1).replace("&amp;", "&")), fields), cookies);
    }

    /// Cookies are kept by name, whatever they say about transport: the demo's Keycloak speaks HTTP
    // on loopback.
    private HttpResponse<String> send(HttpRequest.Builder builder, Map<String, String> cookies)
            throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var response =
                http.send(builder.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        for (var line : response.headers().allValues("Set-Cookie")) {
            var pair = line.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return response;
    }

    private String realm(Account account) {
        return keycloak + "/realms/" + account.realm() + "/protocol/openid-connect";
    }

    private static HttpRequest.Builder get(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private static HttpRequest.Builder post(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        each ->
                                each.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String text(int bytes) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    private static String named(Map<String, String> values, String realm) {
        var value = values.get(realm);
        if (value == null) {
            throw new IllegalStateException("no client for realm " + realm);
        }
        return value;
    }
}
