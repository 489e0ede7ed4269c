package qorgan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import qorgan.demo.country.Country;
import qorgan.demo.country.Person;
import qorgan.demo.walk.Killable;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.EmbeddedKeycloak;
import qorgan.embedded.EmbeddedPostgres.RolePasswords;

/// A whole house in one home: its servers in the order in which they need each other, its country,
/// its accounts. Closing it stops everything it started, in the opposite order.
public final class House implements AutoCloseable {
    /// Steps that [#open] announces.
    static final int STEPS = 6;

    private static final long SEED = 20_260_302;

    private final Home home;
    private final Ports ports;
    private final Progress progress;
    private final Instant began;
    private final Country country;
    private final Accounts accounts;
    private final Certificates certificates;
    private final Database database;
    private final IdentityProvider keycloak;
    private final Mail mail;
    private final Program vault;

    /// Everything that runs, in the order in which it is needed; it is stopped in the opposite one.
    private final List<Server> servers;
    private final Keeper keeper;
    private final Custodians custodians;
    private final Agents agents;

    private House(Home home, Ports ports, Progress progress, Clock clock)
            throws IOException, GeneralSecurityException {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        var secrets = home.secrets();
        this.began = Began.in(home.at("began"), clock.instant());
        this.country = Country.of(SEED, began);
        this.accounts = Accounts.of(country, secrets, SEED);
        this.certificates = new Certificates(home.at("certificates"), secrets);
        this.database =
                new Database(
                        home.at("postgres"),
                        ports.database(),
                        new RolePasswords(
                                secrets.of("database.owner"),
                                secrets.of("database.app"),
                                secrets.of("database.agent-investigation"),
                                secrets.of("database.agent-procuracy")));
        this.keycloak = new IdentityProvider(setup(secrets));
        this.mail = new Mail(ports.mail());
        this.vault = Vault.of(home, Vault.jarUnder(root()), home.at("service.properties"), ports);
        this.custodians = new Custodians(home, secrets);
        this.agents = new Agents(home, ports, secrets, country, certificates, database, clock);
        var all = new ArrayList<Server>(List.of(database, mail, keycloak));
        all.addAll(agents.both());
        all.add(vault);
        this.servers = List.copyOf(all);
        this.keeper =
                new Keeper(servers.stream().filter(server -> server != mail).toList(), progress);
        new Settings(home, ports, secrets, country, keycloak, database, agents).write();
    }

    /// Takes the home and prepares its files; nothing runs yet.
    static House in(Home home, Ports ports, Progress progress, Clock clock)
            throws IOException, GeneralSecurityException {
        return new House(home, ports, progress, clock);
    }

    /// The clone from which the demo was started: `bin/qorgan` names it in its environment, the
    /// tests in a property.
    public static Path root() {
        var named = System.getProperty("qorgan.root", System.getenv("QORGAN_HOME"));
        return Path.of(named == null ? "" : named).toAbsolutePath();
    }

    /// The command line's jar, for what people do at their own desks.
    public static Path cli() {
        return root().resolve("cli").resolve("target").resolve("cli.jar");
    }

    /// Starts everything and returns when the service answers. Keycloak takes longest and needs
    /// none of the others, so it starts beside them.
    void open() throws IOException, GeneralSecurityException {
        progress.step("secrets, certificates and settings in " + home.root());
        progress.step("Keycloak, beside the others (the first start unpacks and builds it)");
        var signIn = CompletableFuture.runAsync(keycloak::start);
        try {
            start("PostgreSQL, durable (the first start unpacks it)", database);
            start("the mail catcher", mail);
            custodians.ready(cli());
            agents();
            start("the service (the first start makes its tables)", vault);
        } finally {
            progress.note("waiting for Keycloak");
            signIn.join();
        }
        keeper.watch();
    }

    private void agents() throws IOException, GeneralSecurityException {
        progress.step("the key agents of the investigation and of the procuracy");
        agents.ready();
        agents.start();
    }

    private void start(String doing, Server server) throws IOException {
        progress.step(doing);
        server.start();
    }

    private EmbeddedKeycloak.Setup setup(Secrets secrets) {
        return new EmbeddedKeycloak.Setup(
                home.at("keycloak"),
                home.log("keycloak"),
                ports.keycloak(),
                Map.of(
                        DemoRealms.OFFICIALS,
                        DemoRealms.derive(DemoRealms.OFFICIALS, accounts.officials()),
                        DemoRealms.PUBLIC,
                        DemoRealms.derive(DemoRealms.PUBLIC, accounts.people())),
                Map.of(
                        "QORGAN_PUBLIC_URL",
                        "http://127.0.0.1:" + ports.service(),
                        "QORGAN_OFFICIALS_CLIENT_SECRET",
                        secrets.of("client.officials"),
                        "QORGAN_PUBLIC_CLIENT_SECRET",
                        secrets.of("client.public"),
                        "QORGAN_OFFICIALS_EVENTS_SECRET",
                        secrets.of("events.officials"),
                        "QORGAN_PUBLIC_EVENTS_SECRET",
                        secrets.of("events.public")),
                false);
    }

    /// The three servers, for whoever wants to see them come back.
    List<Killable> killables() {
        return List.of(
                new Killable(vault.name(), vault::pid, vault::answers),
                new Killable(keycloak.name(), keycloak::pid, keycloak::isAlive),
                new Killable(database.name(), database::pid, database::answers));
    }

    /// When this country began to live; the same at every start.
    Instant began() {
        return began;
    }

    Country country() {
        return country;
    }

    /// Somebody in police custody whose number is known, with an account of their own.
    Person detainee() {
        return country.people().stream()
                .filter(person -> person.situation() == Person.Situation.DETAINED)
                .filter(person -> person.iin().isPresent())
                .filter(person -> person.facility().orElse("").contains(Country.REGIONS.getFirst()))
                .filter(person -> !person.isMinorOn(began.atZone(ZoneOffset.UTC).toLocalDate()))
                .findFirst()
                .orElseThrow();
    }

    Accounts accounts() {
        return accounts;
    }

    Certificates certificates() {
        return certificates;
    }

    Database database() {
        return database;
    }

    IdentityProvider keycloak() {
        return keycloak;
    }

    Mail mail() {
        return mail;
    }

    Home home() {
        return home;
    }

    URI service() {
        return URI.create("http://127.0.0.1:" + ports.service());
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + ports.management());
    }

    @Override
    public void close() {
        keeper.close();
        var failures = new ArrayList<String>();
        for (var server : servers.reversed()) {
            try {
                server.stop();
            } catch (UncheckedIOException | IllegalStateException e) {
                failures.add(server.name() + ": " + e.getMessage());
            }
        }
        failures.forEach(failure -> progress.note("did not stop in good order: " + failure));
    }
}
