package qorgan.demo;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import qorgan.demo.country.Country;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.EmbeddedPostgres;

/// What this house's service is told, as a file of properties that only its owner reads.
final class Settings {
    private final Home home;
    private final Map<String, String> lines = new TreeMap<>();

    private final Country country;

    Settings(
            Home home,
            Ports ports,
            Secrets secrets,
            Country country,
            IdentityProvider keycloak,
            Database database,
            Agents agents) {
        this.home = home;
        this.country = country;
        lines.put("qorgan.instance", "demo");
        lines.put("qorgan.region", Country.REGIONS.getFirst());
        lines.put("qorgan.founding.charter", "file:" + home.at("charter.json"));
        lines.put("qorgan.keys.keystore", home.at("keystore").toString());
        lines.put("qorgan.keys.unseal-file", home.at("custodians.properties").toString());
        lines.put("qorgan.keys.epochs", home.at("epochs").toString());
        lines.put("qorgan.log.origin", "qorgan.invalid/demo");
        lines.put("qorgan.log.key-file", home.at("log-keys").toString());
        lines.put(
                "qorgan.duty.responsible",
                country.officials().stream()
                        .filter(each -> each.username().equals("custody-akd"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .toString());
        // Plain HTTP, which the service allows on loopback alone.
        lines.put("spring.profiles.active", "demo");
        lines.put("server.address", "127.0.0.1");
        lines.put("management.server.port", Integer.toString(ports.management()));
        lines.put("management.server.address", "127.0.0.1");
        lines.putAll(agents.settings());
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
        lines.put("qorgan.officials.events-secret", secrets.of("events.officials"));
        lines.put("qorgan.public.events-secret", secrets.of("events.public"));
    }

    void write() throws IOException {
        Secrets.writePrivately(home.at("charter.json"), Charter.of(country));
        var text = new StringBuilder("# Written at each start of the demo.\n");
        lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        Secrets.writePrivately(home.at("service.properties"), text.toString());
    }
}
