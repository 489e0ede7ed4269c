package qorgan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a production realm must not have, whoever edits the file.
class RealmFilesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {DemoRealms.OFFICIALS, DemoRealms.PUBLIC})
    void production_has_no_direct_grants(String realm) {
        var root = JSON.readTree(DemoRealms.production(realm));
        assertThat(root.path("clients").size()).isPositive();
        for (var client : root.path("clients")) {
            assertThat(client.get("directAccessGrantsEnabled").booleanValue()).isFalse();
            assertThat(client.get("implicitFlowEnabled").booleanValue()).isFalse();
            var reads = client.get("clientId").asString().equals("qorgan-events");
            assertThat(client.get("serviceAccountsEnabled").booleanValue()).isEqualTo(reads);
            if (reads) {
                assertThat(client.get("standardFlowEnabled").booleanValue()).isFalse();
            } else {
                assertThat(client.path("attributes").path("pkce.code.challenge.method").asString())
                        .isEqualTo("S256");
            }
        }
        assertThat(root.has("directGrantFlow")).isFalse();
        assertThat(root.path("bruteForceProtected").booleanValue()).isTrue();
        assertThat(root.path("otpPolicyCodeReusable").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoRealms.OFFICIALS, DemoRealms.PUBLIC})
    void production_ships_no_secret_and_nobodys_account(String realm) {
        var root = JSON.readTree(DemoRealms.production(realm));
        assertThat(root.get("users").size()).isOne();
        var program = root.get("users").get(0);
        assertThat(program.get("serviceAccountClientId").asString()).isEqualTo("qorgan-events");
        assertThat(program.has("credentials")).isFalse();
        assertThat(program.get("realmRoles").isEmpty()).isTrue();
        assertThat(program.get("clientRoles").toString())
                .as("it reads events and does nothing else")
                .isEqualTo("{\"realm-management\":[\"view-events\"]}");
        for (var client : root.path("clients")) {
            if (!client.get("publicClient").booleanValue()) {
                assertThat(client.get("secret").asString()).matches("\\$\\{[A-Z_]+}");
            }
        }
        assertThat(root.findValues("secretData")).isEmpty();
        assertThat(root.findValues("privateKey")).isEmpty();
    }

    @Test
    void a_program_without_a_secret_signs_officials_in_by_their_browser_alone() {
        var officials = JSON.readTree(DemoRealms.production(DemoRealms.OFFICIALS));
        var programs = open(officials);
        assertThat(programs).hasSize(1);
        var cli = programs.getFirst();
        assertThat(cli.get("clientId").asString()).isEqualTo("qorgan-cli");
        assertThat(cli.get("standardFlowEnabled").booleanValue()).isFalse();
        assertThat(cli.get("redirectUris").isEmpty()).isTrue();
        assertThat(cli.at("/attributes/oauth2.device.authorization.grant.enabled").asString())
                .isEqualTo("true");
        assertThat(cli.get("protocolMappers"))
                .as("its tokens are for Qorgan and carry the roles, as the portal's do")
                .isEqualTo(officials.get("clients").get(0).get("protocolMappers"));
        assertThat(open(JSON.readTree(DemoRealms.production(DemoRealms.PUBLIC)))).isEmpty();
    }

    private static List<JsonNode> open(JsonNode root) {
        return root.path("clients")
                .valueStream()
                .filter(client -> client.get("publicClient").booleanValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoRealms.OFFICIALS, DemoRealms.PUBLIC})
    void production_asks_a_second_factor_for_gold(String realm) {
        var root = JSON.readTree(DemoRealms.production(realm));
        assertThat(root.path("attributes").path("acr.loa.map").asString())
                .isEqualTo("{\"silver\":1,\"gold\":2}");
        assertThat(flow(root, "gold").toString()).contains("conditional-level-of-authentication");
        assertThat(flow(root, "second factor").toString()).contains("auth-otp-form");
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoRealms.OFFICIALS, DemoRealms.PUBLIC})
    void nothing_in_an_account_names_a_person(String realm) {
        var root = JSON.readTree(DemoRealms.production(realm));
        var profile = JSON.readTree(root.findValue("kc.user.profile.config").get(0).asString());
        // Keycloak insists on an attribute `email`; nobody may fill it in.
        for (var attribute : profile.path("attributes")) {
            if (!attribute.path("name").asString().equals("username")) {
                assertThat(attribute.path("name").asString()).isEqualTo("email");
                assertThat(attribute.path("permissions").path("edit").size()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DemoRealms.OFFICIALS, DemoRealms.PUBLIC})
    void the_derived_realm_differs_only_where_it_says(String realm) {
        var production = JSON.readTree(DemoRealms.production(realm));
        var derived = JSON.readTree(DemoRealms.derive(realm, List.of()));
        var changed =
                derived.propertyNames().stream()
                        .filter(name -> !derived.get(name).equals(production.get(name)))
                        .toList();
        assertThat(changed)
                .containsExactlyInAnyOrder(
                        "otpPolicyCodeReusable",
                        "bruteForceProtected",
                        "clients",
                        "authenticationFlows",
                        "directGrantFlow");
        var shipped = production.get("clients");
        for (int i = 0; i < shipped.size(); i++) {
            assertThat(derived.get("clients").get(i)).isEqualTo(shipped.get(i));
        }
    }

    private static JsonNode flow(JsonNode root, String alias) {
        for (var flow : root.path("authenticationFlows")) {
            if (flow.path("alias").asString().equals(alias)) {
                return flow;
            }
        }
        throw new AssertionError("no flow " + alias);
    }
}
