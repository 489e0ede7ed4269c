package qorgan.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import qorgan.demo.walk.Account;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The demo's realms: the production ones as they are, with the demo's accounts added. Nothing else
// differs, so whoever
/// signs in here signs in as they would there.
final class Realms {
    static final String OFFICIALS = "qorgan-officials";
    static final String PUBLIC = "qorgan-public";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// An account and the realm roles that it carries.
    record Member(Account account, List<String> roles) {}

    private Realms() {}

    /// The realm's file with these accounts in it, as text.
    static String with(String realm, List<Member> members) throws IOException {
        var tree = (ObjectNode) JSON.readTree(resource("/keycloak/" + realm + "-realm.json"));
        var users = tree.putArray("users");
        for (var member : members) {
            users.add(user(member));
        }
        return JSON.writeValueAsString(tree);
    }

    private static ObjectNode user(Member member) {
        var account = member.account();
        var user = JSON.createObjectNode();
        user.put("id", account.id().toString());
        user.put("username", account.username());
        user.put("enabled", true);
        var credentials = user.putArray("credentials");
        credentials.addObject().put("type", "password").put("value", account.password());
        if (!account.totp().isEmpty()) {
            credentials
                    .addObject()
                    .put("type", "otp")
                    .put("userLabel", "demo")
                    .put(
                            "secretData",
                            JSON.writeValueAsString(
                                    JSON.createObjectNode().put("value", account.totp())))
                    .put(
                            "credentialData",
                            JSON.writeValueAsString(
                                    JSON.createObjectNode()
                                            .put("subType", "totp")
                                            .put("digits", 6)
                                            .put("counter", 0)
                                            .put("period", 30)
                                            .put("algorithm", "HmacSHA1")));
        }
        var roles = user.putArray("realmRoles");
        member.roles().forEach(roles::add);
        return user;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Realms.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }
}
