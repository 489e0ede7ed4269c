package qorgan.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The demo's and the tests' realms, derived from the production files under `docker/keycloak`, so
/// that no second copy of those can go its own way. What is added, and only here: accounts, and two
/// clients with direct grants, one of which needs the second factor and says `gold`.
public final class DemoRealms {
    public static final String OFFICIALS = "qorgan-officials";
    public static final String PUBLIC = "qorgan-public";

    /// Direct grants with a password.
    public static final String WALK = "qorgan-walk";

    /// Direct grants with a password and a one-time code.
    public static final String WALK_GOLD = "qorgan-walk-gold";

    /// A client of something else in the same realm: its tokens are not meant for Qorgan.
    public static final String ELSEWHERE = "elsewhere";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DemoRealms() {}

    /// The production file as it is.
    public static String production(String realm) {
        try (InputStream in =
                DemoRealms.class.getResourceAsStream("/keycloak/" + realm + "-realm.json")) {
            if (in == null) {
                throw new IllegalStateException("no realm file for " + realm);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The realm with these accounts and the walk's clients.
    public static String derive(String realm, List<Account> accounts) {
        var root = (ObjectNode) JSON.readTree(production(realm));
        // A test signs in twice within one code's thirty seconds.
        root.put("otpPolicyCodeReusable", true);
        root.put("bruteForceProtected", false);
        var clients = (ArrayNode) root.get("clients");
        var audience = clients.get(0).get("protocolMappers").deepCopy();
        clients.add(walkClient(WALK, flowId(realm, "walk"), (ArrayNode) audience.deepCopy()));
        clients.add(goldClient(flowId(realm, "walk gold"), (ArrayNode) audience.deepCopy()));
        clients.add(walkClient(ELSEWHERE, flowId(realm, "walk"), JSON.createArrayNode()));
        var flows = (ArrayNode) root.get("authenticationFlows");
        flows.add(
                flow(
                        realm,
                        "walk",
                        List.of(
                                "direct-grant-validate-username",
                                "direct-grant-validate-password")));
        flows.add(
                flow(
                        realm,
                        "walk gold",
                        List.of(
                                "direct-grant-validate-username",
                                "direct-grant-validate-password",
                                "direct-grant-validate-otp")));
        root.put("directGrantFlow", "walk");
        var users = (ArrayNode) root.get("users");
        accounts.forEach(account -> users.add(user(account)));
        return JSON.writeValueAsString(root);
    }

    private static ObjectNode walkClient(String id, String flow, ArrayNode mappers) {
        var client = JSON.createObjectNode();
        client.put("clientId", id);
        client.put("publicClient", true);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", true);
        client.put("fullScopeAllowed", true);
        client.putArray("defaultClientScopes").add("basic").add("acr");
        client.putArray("optionalClientScopes");
        client.putObject("authenticationFlowBindingOverrides").put("direct_grant", flow);
        client.set("protocolMappers", mappers);
        return client;
    }

    private static ObjectNode goldClient(String flow, ArrayNode mappers) {
        var client = walkClient(WALK_GOLD, flow, mappers);
        client.putArray("defaultClientScopes").add("basic");
        mappers.add(
                mapper(
                        "gold",
                        "oidc-hardcoded-claim-mapper",
                        Map.of(
                                "claim.name", "acr",
                                "claim.value", "gold",
                                "jsonType.label", "String",
                                "access.token.claim", "true",
                                "id.token.claim", "true")));
        return client;
    }

    private static ObjectNode mapper(String name, String type, Map<String, String> config) {
        var mapper = JSON.createObjectNode();
        mapper.put("name", name);
        mapper.put("protocol", "openid-connect");
        mapper.put("protocolMapper", type);
        var values = mapper.putObject("config");
        config.forEach(values::put);
        return mapper;
    }

    private static ObjectNode flow(String realm, String alias, List<String> authenticators) {
        var flow = JSON.createObjectNode();
        flow.put("id", flowId(realm, alias));
        flow.put("alias", alias);
        flow.put("providerId", "basic-flow");
        flow.put("topLevel", true);
        flow.put("builtIn", false);
        var executions = flow.putArray("authenticationExecutions");
        for (int i = 0; i < authenticators.size(); i++) {
            var execution = executions.addObject();
            execution.put("authenticator", authenticators.get(i));
            execution.put("requirement", "REQUIRED");
            execution.put("priority", (i + 1) * 10);
            execution.put("autheticatorFlow", false);
        }
        return flow;
    }

    private static String flowId(String realm, String alias) {
        return UUID.nameUUIDFromBytes((realm + "/" + alias).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode user(Account account) {
        var user = JSON.createObjectNode();
        user.put("id", account.id().toString());
        user.put("username", account.username());
        user.put("enabled", true);
        var credentials = user.putArray("credentials");
        var password = credentials.addObject();
        password.put("type", "password");
        password.put("value", account.password());
        password.put("temporary", false);
        var secret = account.otpSecret();
        if (secret != null) {
            var otp = credentials.addObject();
            otp.put("type", "otp");
            otp.put("secretData", JSON.writeValueAsString(Map.of("value", secret)));
            otp.put(
                    "credentialData",
                    JSON.writeValueAsString(
                            Map.of(
                                    "subType", "totp",
                                    "digits", 6,
                                    "period", 30,
                                    "counter", 0,
                                    "algorithm", "HmacSHA1")));
        }
        var roles = user.putArray("realmRoles");
        account.roles().forEach(roles::add);
        return user;
    }
}
