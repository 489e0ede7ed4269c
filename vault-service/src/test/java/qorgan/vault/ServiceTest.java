package qorgan.vault;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorAuthentication;

/// The whole service on a real PostgreSQL, once a JVM: all tests of the rooms share this context.
/// Extend it and inject what you need; do not add beans or properties, which would start a second
/// service.
///
/// Work in somebody's name with `Acting.as(cast.intake(), () -> ...)`; over HTTP with
/// `mvc.perform(post("/api/...").with(by(cast.intake())))`; move the time with [#clock].
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@AutoConfigureMockMvc
@ActiveProfiles("test")
@Import({TestClock.Bean.class, Cast.class})
public abstract class ServiceTest {
    @Autowired protected TestClock clock;
    @Autowired protected Cast cast;
    @Autowired protected MockMvc mvc;

    @Value("${spring.datasource.url}")
    private String databaseUrl;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.describe(registry);
        TestMail.describe(registry);
        TestAgents.describe(registry);
        TestKeystore.describe(registry);
    }

    @BeforeEach
    void now() {
        clock.reset();
        TestAgents.follow(clock, databaseUrl);
    }

    /// The request comes from this actor, and carries a fresh idempotency key unless it has one.
    protected static RequestPostProcessor by(Actor actor) {
        var signedIn = authentication(new ActorAuthentication(actor));
        return request -> {
            if (request.getHeader(IdempotencyFilter.HEADER) == null) {
                request.addHeader(IdempotencyFilter.HEADER, UUID.randomUUID().toString());
            }
            return signedIn.postProcessRequest(request);
        };
    }
}
