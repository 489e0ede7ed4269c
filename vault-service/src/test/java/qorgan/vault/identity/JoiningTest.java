package qorgan.vault.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import qorgan.vault.KeycloakTest;

/// Somebody who has no account makes one on Keycloak's own page, with a random user name and a
/// password and nothing that names them, and can ask at once.
class JoiningTest extends KeycloakTest {
    private static final Pattern JOIN = Pattern.compile("href=\"([^\"]*/registration[^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final Map<String, String> cookies = new TreeMap<>();

    @Test
    void a_new_account_names_nobody_and_may_ask() throws Exception {
        var number = Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 10_000L);
        var name = "bako-%04d-%04d".formatted(number, (number + 4711) % 10_000L);

        var joined = join(name);

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(302);
        var back = follow(joined);
        while (back.statusCode() == 302) {
            back = follow(back);
        }
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(fetch(at("/ask")).statusCode()).isEqualTo(200);
        assertThat(fetch(at("/register/arrest")).statusCode()).isNotEqualTo(200);
    }

    @Test
    void a_name_that_could_be_somebodys_is_not_taken() throws Exception {
        var refused = join("aigul.seitkali");
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("aigul.seitkali");
        assertThat(fetch(at("/ask")).statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> join(String name) throws IOException, InterruptedException {
        var signIn = follow(fetch(at("/oauth2/authorization/public")));
        var page = fetch(at(found(JOIN, signIn), signIn));
        var form =
                Map.of(
                        "username",
                        name,
                        "password",
                        "a-password-for-joining",
                        "password-confirm",
                        "a-password-for-joining");
        return send(
                HttpRequest.newBuilder(at(found(ACTION, page), page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        form.entrySet().stream()
                                                .map(
                                                        field ->
                                                                field.getKey()
                                                                        + "="
                                                                        + URLEncoder.encode(
                                                                                field.getValue(),
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                .collect(Collectors.joining("&")))));
    }

    private static String found(Pattern pattern, HttpResponse<String> page) {
        var matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }

    private static URI at(String address, HttpResponse<String> page) {
        return page.uri().resolve(address);
    }

    private HttpResponse<String> follow(HttpResponse<String> answer)
            throws IOException, InterruptedException {
        return fetch(at(answer.headers().firstValue("Location").orElseThrow(), answer));
    }

    private HttpResponse<String> fetch(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    /// A browser in small: cookies of both services on the loopback address, no scripts.
    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()) {
            request.header("Accept", "text/html").header("Accept-Language", "en");
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (var line : answer.headers().allValues("Set-Cookie")) {
                var pair = line.substring(0, line.indexOf(';')).split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        }
    }
}
