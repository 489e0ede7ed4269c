package qorgan.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qorgan.embedded.Account;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.EmbeddedKeycloak;
import qorgan.embedded.Tokens;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Charter;
import qorgan.vault.identity.Role;

/// One Keycloak a JVM, with an account for everyone of the cast.
public final class TestKeycloak {
    public static final String PASSWORD = "a-password-for-tests";
    public static final String OFFICIALS_SECRET = "drawn-for-tests-1";
    public static final String PUBLIC_SECRET = "drawn-for-tests-2";
    public static final String OFFICIALS_EVENTS_SECRET = "drawn-for-tests-3";
    public static final String PUBLIC_EVENTS_SECRET = "drawn-for-tests-4";
    private static final String OTP_SECRET = "JBSWY3DPEHPK3PXPJBSW";
    private static final List<String> ASKERS = List.of("aigul", "stranger");
    private static final EmbeddedKeycloak KEYCLOAK = start();

    private TestKeycloak() {}

    public static EmbeddedKeycloak keycloak() {
        return KEYCLOAK;
    }

    public static Tokens tokens() {
        return new Tokens(KEYCLOAK.url());
    }

    /// The account of a member of the cast.
    public static Account account(Actor actor) {
        return accounts(realm(actor)).stream()
                .filter(account -> account.id().equals(actor.id().value()))
                .findFirst()
                .orElseThrow();
    }

    public static String realm(Actor actor) {
        return switch (actor.realm()) {
            case OFFICIALS -> DemoRealms.OFFICIALS;
            case PUBLIC -> DemoRealms.PUBLIC;
            case DUTY -> throw new IllegalArgumentException("a duty has no account");
        };
    }

    private static List<Account> accounts(String realm) {
        var accounts = new ArrayList<Account>();
        if (realm.equals(DemoRealms.OFFICIALS)) {
            for (var official : Cast.charter().officials()) {
                accounts.add(
                        new Account(
                                official.subject(),
                                official.serviceNumber(),
                                PASSWORD,
                                OTP_SECRET,
                                roles(official)));
            }
            accounts.add(
                    new Account(
                            Cast.id("unregistered").value(),
                            "unregistered",
                            PASSWORD,
                            OTP_SECRET,
                            List.of("procurator")));
        } else {
            for (var name : ASKERS) {
                accounts.add(
                        new Account(
                                Cast.id(name).value(),
                                "bako-0000-000" + (accounts.size() + 1),
                                PASSWORD,
                                null,
                                List.of("asker")));
            }
            for (var name :
                    List.of("detained", "victim", "detained-kk", "detained-ru", "detained-en")) {
                accounts.add(
                        new Account(
                                Cast.id(name).value(),
                                "bako-0000-000" + (accounts.size() + 1),
                                PASSWORD,
                                null,
                                List.of("asker", "subject")));
            }
        }
        return accounts;
    }

    /// Whoever runs Keycloak may give a role too many: Qorgan's own register knows one of them.
    private static List<String> roles(Charter.FoundingOfficial official) {
        var roles = new ArrayList<>(official.roles());
        if (official.subject().equals(Cast.id("investigator").value())) {
            roles.add(Role.PROCURATOR.code());
        }
        return roles;
    }

    private static EmbeddedKeycloak start() {
        try {
            var home = Files.createTempDirectory("qorgan-keycloak");
            var keycloak =
                    EmbeddedKeycloak.start(
                            new EmbeddedKeycloak.Setup(
                                    home,
                                    home.resolve("keycloak.log"),
                                    0,
                                    Map.of(
                                            DemoRealms.OFFICIALS,
                                            DemoRealms.derive(
                                                    DemoRealms.OFFICIALS,
                                                    accounts(DemoRealms.OFFICIALS)),
                                            DemoRealms.PUBLIC,
                                            DemoRealms.derive(
                                                    DemoRealms.PUBLIC,
                                                    accounts(DemoRealms.PUBLIC))),
                                    Map.of(
                                            "QORGAN_PUBLIC_URL", "http://127.0.0.1",
                                            "QORGAN_OFFICIALS_CLIENT_SECRET", OFFICIALS_SECRET,
                                            "QORGAN_PUBLIC_CLIENT_SECRET", PUBLIC_SECRET,
                                            "QORGAN_OFFICIALS_EVENTS_SECRET",
                                                    OFFICIALS_EVENTS_SECRET,
                                            "QORGAN_PUBLIC_EVENTS_SECRET", PUBLIC_EVENTS_SECRET),
                                    true));
            Runtime.getRuntime().addShutdownHook(new Thread(keycloak::close));
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
