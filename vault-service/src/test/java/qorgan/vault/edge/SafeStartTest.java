package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SafeStartTest {
    private static final Map<String, String> SAFE =
            Map.ofEntries(
                    Map.entry(
                            "spring.datasource.url",
                            "jdbc:postgresql://db.gov.kz/v?sslmode=verify-full"),
                    Map.entry("spring.datasource.username", "qorgan_app"),
                    Map.entry("spring.datasource.password", "Zr8-uTq2Lw9sXe4vBn7m"),
                    Map.entry(
                            "spring.flyway.url",
                            "jdbc:postgresql://db.gov.kz/v?sslmode=verify-full"),
                    Map.entry("spring.flyway.user", "qorgan_owner"),
                    Map.entry("spring.flyway.password", "Pk3-yHd6Jf1cVg5rMa0z"),
                    Map.entry(
                            "qorgan.officials.issuer", "https://id.gov.kz/realms/qorgan-officials"),
                    Map.entry("qorgan.officials.client-secret", "Wt7-oRi4Eu8qLs2nXk9b"),
                    Map.entry("qorgan.officials.events-secret", "Nw3-pKt8Yc5rHb2vJq7d"),
                    Map.entry("qorgan.public.issuer", "https://id.gov.kz/realms/qorgan-public"),
                    Map.entry("qorgan.public.client-secret", "Gc5-mZv1Ap6yTj3hNd8w"),
                    Map.entry("qorgan.public.events-secret", "Fx6-sBu9Lm1gRe4kVz2a"),
                    Map.entry("qorgan.duty.responsible", "5f0c1f9e-6a55-4a0b-9d0e-0a8f5a3f7c11"),
                    Map.entry("server.ssl.bundle", "web"));

    @Test
    void a_safe_configuration_has_no_faults() {
        assertThat(faults(SAFE)).isEmpty();
    }

    @Test
    void a_drills_clock_is_refused() {
        var settings = new HashMap<>(SAFE);
        settings.put("qorgan.drill.clock-offset", "/tmp/offset");
        assertThat(faults(settings)).singleElement().asString().contains("drill.clock-offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.flyway.password",
                "qorgan.officials.issuer",
                "qorgan.officials.client-secret",
                "qorgan.public.issuer",
                "qorgan.public.client-secret",
                "server.ssl.bundle"
            })
    void what_is_missing_is_named(String setting) {
        var settings = new HashMap<>(SAFE);
        settings.remove(setting);
        assertThat(faults(settings))
                .singleElement()
                .asString()
                .contains(setting.equals("server.ssl.bundle") ? "TLS is off" : setting);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, short",
        "spring.datasource.password, drawn-for-the-demo-1",
        "spring.datasource.password, changeme-changeme-changeme",
        "spring.datasource.password, aaaaaaaaaaaaaaaaaaaaaaa",
        "spring.datasource.password, ${NOT_SET}",
        "spring.datasource.username, postgres",
        "spring.datasource.username, qorgan_owner",
        "spring.datasource.url, jdbc:postgresql://db.gov.kz/v",
        "spring.datasource.url, jdbc:postgresql://db.gov.kz/v?sslmode=require",
        "qorgan.officials.issuer, http://id.gov.kz/realms/qorgan-officials",
        "qorgan.officials.issuer, https://*.gov.kz/realms/qorgan-officials",
        "qorgan.officials.issuer, https://id.gov.kz/realms/qorgan-public",
        "server.ssl.enabled, false",
        "server.servlet.session.cookie.secure, false",
        "springdoc.api-docs.enabled, true",
        "spring.mail.host, mail.gov.kz",
        "qorgan.keys.provider, memory",
        "qorgan.keys.unseal-file, /var/lib/qorgan/custodians",
        "qorgan.keys.transit.url, http://vault:8200/v1/transit/",
        "qorgan.duty.responsible, 00000000-0000-0000-0000-000000000000"
    })
    void what_would_not_protect_is_refused(String setting, String value) {
        var settings = new HashMap<>(SAFE);
        settings.put(setting, value);
        assertThat(faults(settings)).isNotEmpty();
        assertThat(String.join(" ", faults(settings))).doesNotContain("drawn-for", "changeme");
    }

    @Test
    void tls_may_end_at_a_proxy_on_the_same_machine_only() {
        var settings = new HashMap<>(SAFE);
        settings.remove("server.ssl.bundle");
        settings.put("qorgan.edge.tls-ends-at-proxy", "true");
        assertThat(faults(settings)).isNotEmpty();
        settings.put("server.address", "127.0.0.1");
        assertThat(faults(settings)).isEmpty();
    }

    @Test
    void the_demos_profile_is_held_to_loopback() {
        var everywhere = new MockEnvironment();
        everywhere.setActiveProfiles("demo");
        assertThat(SafeStart.faults(everywhere, false)).isNotEmpty();
        everywhere.setProperty("server.address", "127.0.0.1");
        assertThat(SafeStart.faults(everywhere, false)).isEmpty();
    }

    private static List<String> faults(Map<String, String> settings) {
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        return SafeStart.faults(environment, false);
    }
}
