package qorgan.vault;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole service on a real PostgreSQL, once a JVM: all tests of the rooms share this context.
// Extend it
/// and inject what you need; do not add beans or properties, which would start a second service.
///
/// Work in somebody's name with `Acting.as(cast.intake(), () -> ...)`; move the time with [#clock].
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@AutoConfigureMockMvc
@ActiveProfiles("test")
@Import({TestClock.Bean.class, Cast.class})
public abstract class ServiceTest {
    @Autowired protected TestClock clock;
    @Autowired protected Cast cast;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.describe(registry);
    }

    @BeforeEach
    void now() {
        clock.reset();
    }
}
