package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Entropy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signs a person in at the officials' realm and keeps an access token fresh. Nothing of it is
/// written anywhere.
final class SignIn {
    /// How to get a token.
    sealed interface Way {
        /// A token that somebody else fetched; it cannot be renewed.
        record Token(String token) implements Way {}

        /// The person signs in and confirms in a browser (RFC 8628).
        record Device(URI issuer, String client) implements Way {}

        /// Name and password: only where the realm allows it, as the demo's does.
        record Password(
                URI issuer, String client, @Nullable String secret, String user, String password)
                implements Way {}
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SLOWER_BY_SECONDS = 5;
    private static final int VERIFIER_BYTES = 32;

    private final HttpClient http;
    private final Way way;
    private final Consumer<String> say;
    private @Nullable String access;
    private @Nullable String refresh;

    SignIn(HttpClient http, Way way, Consumer<String> say) {
        this.http = http;
        this.way = way;
        this.say = say;
    }

    /// A token to send now.
    synchronized String token() throws IOException, InterruptedException {
        if (access == null) {
            access = begin();
        }
        return access;
    }

    /// Fetches another token because this one was refused; gives false where none can be had.
    synchronized boolean renew(String refused) throws IOException, InterruptedException {
        if (!refused.equals(access)) {
            return true; // another thread was faster
        }
        if (way instanceof Way.Token) {
            return false;
        }
        if (refresh != null) {
            var form = client();
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", refresh);
            var answer = post("token", form);
            if (answer.has("access_token")) {
                access = keep(answer);
                return true;
            }
        }
        access = begin();
        return true;
    }

    private String begin() throws IOException, InterruptedException {
        return switch (way) {
            case Way.Token(var token) -> token;
            case Way.Password password -> byPassword(password);
            case Way.Device device -> byDevice(device);
        };
    }

    private String byPassword(Way.Password password) throws IOException, InterruptedException {
        var form = client();
        form.put("grant_type", "password");
        form.put("username", password.user());
        form.put("password", password.password());
        form.put("scope", "openid");
        var answer = post("token", form);
        if (!answer.has("access_token")) {
            throw new IOException("the sign-in was refused: " + error(answer));
        }
        return keep(answer);
    }

    private String byDevice(Way.Device device) throws IOException, InterruptedException {
        var verifier = unguessable();
        var form = client();
        form.put("scope", "openid");
        form.put("code_challenge", challenge(verifier));
        form.put("code_challenge_method", "S256");
        var offer = post("auth/device", form);
        if (!offer.has("device_code")) {
            throw new IOException("the realm offers no sign-in for this program: " + error(offer));
        }
        say.accept(
                "Open %s in a browser, sign in, and confirm the code %s"
                        .formatted(
                                offer.path("verification_uri").asString(""),
                                offer.path("user_code").asString("")));
        var ask = client();
        ask.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        ask.put("device_code", offer.path("device_code").asString(""));
        ask.put("code_verifier", verifier);
        int pause = Math.max(1, offer.path("interval").asInt(5));
        while (true) {
            Thread.sleep(Duration.ofSeconds(pause));
            var answer = post("token", ask);
            if (answer.has("access_token")) {
                return keep(answer);
            }
            switch (error(answer)) {
                case "authorization_pending" -> {}
                case "slow_down" -> pause += SLOWER_BY_SECONDS;
                default -> throw new IOException("the sign-in was refused: " + error(answer));
            }
        }
    }

    /// What only this run of the program knows, so that nobody else can collect its token (RFC
    /// 7636).
    private static String unguessable() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Entropy.bytes(VERIFIER_BYTES));
    }

    private static String challenge(String verifier) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keep(JsonNode answer) {
        refresh = answer.has("refresh_token") ? answer.get("refresh_token").asString() : null;
        return answer.get("access_token").asString();
    }

    private Map<String, String> client() {
        var form = new LinkedHashMap<String, String>();
        switch (way) {
            case Way.Token _ -> {}
            case Way.Device device -> form.put("client_id", device.client());
            case Way.Password password -> {
                form.put("client_id", password.client());
                if (password.secret() != null) {
                    form.put("client_secret", password.secret());
                }
            }
        }
        return form;
    }

    private JsonNode post(String end, Map<String, String> form)
            throws IOException, InterruptedException {
        var issuer =
                switch (way) {
                    case Way.Token _ -> throw new IllegalStateException("a token has no issuer");
                    case Way.Device device -> device.issuer();
                    case Way.Password password -> password.issuer();
                };
        var body =
                form.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        issuer.toString().replaceAll("/$", "")
                                                + "/protocol/openid-connect/"
                                                + end))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString()).body();
        return JSON.readTree(answer.isBlank() ? "{}" : answer);
    }

    private static String error(JsonNode answer) {
        return answer.path("error").asString("no reason given");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
