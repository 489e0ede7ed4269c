package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.embedded.Account;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.EmbeddedKeycloak;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A records officer signs in by browser: the command says where to go, the officer signs in on
/// Keycloak's own page and confirms the code, and the command gets a token that is meant for
/// Qorgan. The client is the one of the production file; nothing was added to it.
class SignInByBrowserTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Account OFFICER =
            new Account(
                    UUID.nameUUIDFromBytes("officer".getBytes(StandardCharsets.UTF_8)),
                    "officer",
                    "a-password-for-tests",
                    "JBSWY3DPEHPK3PXPJBSW",
                    List.of("intake"));
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern OFFER =
            Pattern.compile("Open (\\S+) in a browser, sign in, and confirm the code (\\S+)");

    @TempDir Path directory;

    @Test
    void the_officer_confirms_in_the_browser_and_the_rows_go_under_their_token()
            throws IOException, InterruptedException {
        var shown = new Shown();
        var bearers = new ConcurrentLinkedQueue<String>();
        var server = service(bearers);
        try (var keycloak = EmbeddedKeycloak.start(setup())) {
            var line = Qorgan.commandLine();
            line.setOut(new PrintWriter(new StringWriter(), true))
                    .setErr(new PrintWriter(shown, true));
            var command =
                    CompletableFuture.supplyAsync(
                            () ->
                                    line.execute(
                                            "import",
                                            file().toString(),
                                            "--service",
                                            "http://127.0.0.1:" + server.getAddress().getPort(),
                                            "--issuer",
                                            keycloak.issuer(DemoRealms.OFFICIALS)));
            shown.offer.thenAccept(SignInByBrowserTest::confirm).join();
            assertThat(command.join()).as(shown.toString()).isZero();
        } finally {
            server.stop(0);
        }
        var claims = claims(bearers.remove());
        assertThat(claims.get("sub").asString()).isEqualTo(OFFICER.id().toString());
        assertThat(claims.get("azp").asString()).isEqualTo("qorgan-cli");
        assertThat(claims.get("aud").toString()).contains("qorgan");
        assertThat(claims.at("/realm_access/roles").toString()).contains("intake");
        assertThat(claims.has("acr")).isTrue();
    }

    private EmbeddedKeycloak.Setup setup() {
        return new EmbeddedKeycloak.Setup(
                directory.resolve("keycloak"),
                directory.resolve("keycloak.log"),
                0,
                Map.of(
                        DemoRealms.OFFICIALS,
                        DemoRealms.derive(DemoRealms.OFFICIALS, List.of(OFFICER))),
                Map.of(
                        "QORGAN_PUBLIC_URL", "http://127.0.0.1",
                        "QORGAN_OFFICIALS_CLIENT_SECRET", "drawn-for-this-test-1",
                        "QORGAN_OFFICIALS_EVENTS_SECRET", "drawn-for-this-test-3"),
                true);
    }

    private Path file() {
        try {
            return Files.writeString(
                    directory.resolve("register.csv"),
                    "register_number;arrested_at\nR1;2020-01-01 10:00\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpServer service(ConcurrentLinkedQueue<String> bearers) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/register/imports",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    var header = exchange.getRequestHeaders().getFirst("Authorization");
                    bearers.add(header.substring("Bearer ".length()));
                    var body = "{\"taken\": 1, \"present\": 0}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    try (var stream = exchange.getResponseBody()) {
                        stream.write(body);
                    }
                });
        server.start();
        return server;
    }

    private record Offer(URI address, String code) {}

    /// What the command shows, and the moment at which it shows where to sign in.
    private static final class Shown extends StringWriter {
        private final CompletableFuture<Offer> offer = new CompletableFuture<>();

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            var found = OFFER.matcher(toString());
            if (found.find()) {
                offer.complete(new Offer(URI.create(found.group(1)), found.group(2)));
            }
        }
    }

    /// What a browser does: the code, the sign-in, the confirmation, each on Keycloak's page.
    private static void confirm(Offer offer) {
        var browser = new Browser();
        browser.get(URI.create(offer.address() + "?user_code=" + offer.code()));
        browser.submit(Map.of("username", OFFICER.username(), "password", OFFICER.password()));
        assertThat(browser.page).contains("Qorgan on the command line");
        browser.submit(Map.of("accept", "Yes"));
        assertThat(browser.at.getPath()).endsWith("/device/status");
    }

    private static final class Browser {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<String, String> cookies = new TreeMap<>();
        private URI at = URI.create("http://127.0.0.1");
        private String page = "";

        void get(URI address) {
            go(address, HttpRequest.newBuilder().GET());
        }

        void submit(Map<String, String> values) {
            var form = ACTION.matcher(page);
            assertThat(form.find()).as("a form on " + at).isTrue();
            var body =
                    values.entrySet().stream()
                            .map(
                                    value ->
                                            value.getKey()
                                                    + "="
                                                    + URLEncoder.encode(
                                                            value.getValue(),
                                                            StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
            go(
                    at.resolve(form.group(1).replace("&amp;", "&")),
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private void go(URI address, HttpRequest.Builder request) {
            at = address;
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            try {
                var answer =
                        http.send(
                                request.uri(address).build(), HttpResponse.BodyHandlers.ofString());
                for (var set : answer.headers().allValues("Set-Cookie")) {
                    var pair = set.split(";", 2)[0].split("=", 2);
                    cookies.put(pair[0], pair[1]);
                }
                page = answer.body();
                answer.headers()
                        .firstValue("Location")
                        .ifPresent(next -> get(address.resolve(next)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static JsonNode claims(String token) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
