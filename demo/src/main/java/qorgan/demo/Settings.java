package qorgan.demo;

import qorgan.embedded.DemoRealms;
import qorgan.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// What this house's service is told, as a file of properties that only its owner reads.
final class Settings {
    private final Home home;
    private final Map<String, String> lines = new TreeMap<>();

    Settings(
            Home home, Ports ports, Secrets secrets, IdentityProvider keycloak, Database database) {
        this.home = home;
        lines.put("server.address", "127.0.0.1");
        lines.put("management.server.port", Integer.toString(ports.management()));
        lines.put("management.server.address", "127.0.0.1");
        database(secrets, database);
        keycloak(secrets, keycloak);
        lines.put("spring.mail.host", "127.0.0.1");
        lines.put("spring.mail.port", Integer.toString(ports.mail()));
    }

    private void database(Secrets secrets, Database database) {
        lines.put("spring.datasource.url", database.jdbcUrl());
        lines.put("spring.datasource.username", EmbeddedPostgres.APP);
        lines.put("spring.datasource.password", secrets.of("database.app"));
        lines.put("spring.flyway.url", database.jdbcUrl());
        lines.put("spring.flyway.user", EmbeddedPostgres.OWNER);
        lines.put("spring.flyway.password", secrets.of("database.owner"));
    }

    private void keycloak(Secrets secrets, IdentityProvider keycloak) {
        lines.put("qorgan.officials.issuer", keycloak.issuer(DemoRealms.OFFICIALS));
        lines.put("qorgan.public.issuer", keycloak.issuer(DemoRealms.PUBLIC));
        lines.put("qorgan.officials.client-secret", secrets.of("client.officials"));
        lines.put("qorgan.public.client-secret", secrets.of("client.public"));
    }

    void write() throws IOException {
        var text = new StringBuilder("# Written at each start of the demo.\n");
        lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        Secrets.writePrivately(home.at("service.properties"), text.toString());
    }
}
