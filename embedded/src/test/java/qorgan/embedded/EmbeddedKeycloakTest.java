package qorgan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedKeycloakTest {
    private static final Account PROCURATOR =
            new Account(
                    UUID.nameUUIDFromBytes("procurator".getBytes(StandardCharsets.UTF_8)),
                    "procurator",
                    "a-password-for-tests",
                    "JBSWY3DPEHPK3PXPJBSW",
                    List.of("procurator"));
    private static final Account RELATIVE =
            new Account(
                    UUID.nameUUIDFromBytes("relative".getBytes(StandardCharsets.UTF_8)),
                    "bako-1234-5678",
                    "a-password-for-tests",
                    null,
                    List.of("asker"));

    private static final Account ANOTHER =
            new Account(
                    UUID.nameUUIDFromBytes("another".getBytes(StandardCharsets.UTF_8)),
                    "zuja-8765-4321",
                    "a-password-for-tests",
                    null,
                    List.of("asker"));

    @Test
    void tokens_say_who_for_whom_and_how_surely(@TempDir Path home) {
        var setup =
                new EmbeddedKeycloak.Setup(
                        home.resolve("keycloak"),
                        home.resolve("keycloak.log"),
                        0,
                        Map.of(
                                DemoRealms.OFFICIALS,
                                DemoRealms.derive(DemoRealms.OFFICIALS, List.of(PROCURATOR)),
                                DemoRealms.PUBLIC,
                                DemoRealms.derive(DemoRealms.PUBLIC, List.of(RELATIVE))),
                        Map.of(
                                "QORGAN_PUBLIC_URL", "http://127.0.0.1",
                                "QORGAN_OFFICIALS_CLIENT_SECRET", "drawn-for-this-test-1",
                                "QORGAN_PUBLIC_CLIENT_SECRET", "drawn-for-this-test-2",
                                "QORGAN_OFFICIALS_EVENTS_SECRET", "drawn-for-this-test-3",
                                "QORGAN_PUBLIC_EVENTS_SECRET", "drawn-for-this-test-4"),
                        true);
        try (var keycloak = EmbeddedKeycloak.start(setup)) {
            var tokens = new Tokens(keycloak.url());

            var silver = claims(tokens.silver(DemoRealms.OFFICIALS, PROCURATOR));
            assertThat(silver.get("iss").asString())
                    .isEqualTo(keycloak.issuer(DemoRealms.OFFICIALS));
            assertThat(silver.get("sub").asString()).isEqualTo(PROCURATOR.id().toString());
            assertThat(silver.get("aud").toString()).contains("qorgan");
            assertThat(silver.get("acr").asString()).isEqualTo("silver");
            assertThat(silver.at("/realm_access/roles").toString()).contains("procurator");

            var gold =
                    claims(
                            tokens.gold(
                                    DemoRealms.OFFICIALS,
                                    PROCURATOR,
                                    java.time.Clock.systemUTC().instant()));
            assertThat(gold.get("acr").asString()).isEqualTo("gold");

            var elsewhere = claims(tokens.elsewhere(DemoRealms.OFFICIALS, PROCURATOR));
            assertThat(elsewhere.path("aud").toString()).doesNotContain("qorgan");

            var relative = claims(tokens.silver(DemoRealms.PUBLIC, RELATIVE));
            assertThat(relative.at("/realm_access/roles").toString()).contains("asker");
            assertThat(relative.has("name") || relative.has("email")).isFalse();
        }
        // The second start continues with the data of the first, without an import.
        try (var again = EmbeddedKeycloak.start(setup)) {
            assertThat(new Tokens(again.url()).silver(DemoRealms.PUBLIC, RELATIVE)).isNotEmpty();
        }
        // Where the realm files have changed since, the third has what they say now.
        try (var changed = EmbeddedKeycloak.start(withAnother(setup))) {
            assertThat(new Tokens(changed.url()).silver(DemoRealms.PUBLIC, ANOTHER)).isNotEmpty();
        }
    }

    private static EmbeddedKeycloak.Setup withAnother(EmbeddedKeycloak.Setup setup) {
        return new EmbeddedKeycloak.Setup(
                setup.home(),
                setup.log(),
                0,
                Map.of(
                        DemoRealms.PUBLIC,
                        DemoRealms.derive(DemoRealms.PUBLIC, List.of(RELATIVE, ANOTHER))),
                setup.environment(),
                true);
    }

    private static JsonNode claims(String token) {
        return JsonMapper.builder()
                .build()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
