package qorgan.vault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import qorgan.embedded.DemoRealms;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Actor;

/// The whole service on a real port, on a database of its own, with the real Keycloak: for what
/// tokens, sessions and browsers do. Everyone of the cast has an account there (see
/// [TestKeycloak]).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({TestClock.Bean.class, Cast.class})
public abstract class KeycloakTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired protected TestClock clock;
    @Autowired protected Cast cast;
    @LocalServerPort protected int port;

    @Value("${spring.datasource.url}")
    private String databaseUrl;

    @BeforeEach
    void agentsFollow() {
        TestAgents.follow(clock, databaseUrl);
    }

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry registry) {
        var url = TestDatabase.postgres().another("qorgan_web");
        TestDatabase.describe(registry, () -> url);
        TestMail.describe(registry);
        TestAgents.describe(registry);
        TestKeystore.describe(registry);
        var keycloak = TestKeycloak.keycloak();
        registry.add("qorgan.officials.issuer", () -> keycloak.issuer(DemoRealms.OFFICIALS));
        registry.add("qorgan.officials.client-secret", () -> TestKeycloak.OFFICIALS_SECRET);
        registry.add("qorgan.public.issuer", () -> keycloak.issuer(DemoRealms.PUBLIC));
        registry.add("qorgan.public.client-secret", () -> TestKeycloak.PUBLIC_SECRET);
        registry.add("qorgan.officials.events-secret", () -> TestKeycloak.OFFICIALS_EVENTS_SECRET);
        registry.add("qorgan.public.events-secret", () -> TestKeycloak.PUBLIC_EVENTS_SECRET);
    }

    protected URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected String silver(Actor actor) {
        return TestKeycloak.tokens().silver(TestKeycloak.realm(actor), TestKeycloak.account(actor));
    }

    protected String gold(Actor actor) {
        return TestKeycloak.tokens()
                .gold(
                        TestKeycloak.realm(actor),
                        TestKeycloak.account(actor),
                        Clock.systemUTC().instant());
    }

    protected HttpResponse<String> get(String path, String token)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    protected HttpResponse<String> post(String path, String token, String json)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(at(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header(IdempotencyFilter.HEADER, UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
