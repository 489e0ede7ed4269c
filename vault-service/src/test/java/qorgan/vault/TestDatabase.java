package qorgan.vault;

import java.util.function.Supplier;
import org.springframework.test.context.DynamicPropertyRegistry;
import qorgan.embedded.EmbeddedPostgres;

/// One PostgreSQL a JVM, started by the first test that needs it and stopped after all contexts.
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        var postgres = EmbeddedPostgres.fast();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return postgres;
    }

    public static EmbeddedPostgres postgres() {
        return POSTGRES;
    }

    static void describe(DynamicPropertyRegistry registry) {
        describe(registry, POSTGRES::jdbcUrl);
    }

    static void describe(DynamicPropertyRegistry registry, Supplier<Object> url) {
        // A change of the index key goes on when a test says so.
        registry.add("qorgan.keys.index-beat", () -> "PT0S");
        registry.add("spring.datasource.url", url);
        registry.add("spring.datasource.username", () -> EmbeddedPostgres.APP);
        registry.add("spring.datasource.password", () -> POSTGRES.passwords().app());
        registry.add("spring.flyway.url", url);
        registry.add("spring.flyway.user", () -> EmbeddedPostgres.OWNER);
        registry.add("spring.flyway.password", () -> POSTGRES.passwords().owner());
    }
}
