package qorgan.demo.drill;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import qorgan.demo.Agents;
import qorgan.demo.Charter;
import qorgan.demo.Custodians;
import qorgan.demo.Home;
import qorgan.demo.Secrets;
import qorgan.demo.country.Country;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.embedded.EmbeddedPostgres.RolePasswords;
import qorgan.embedded.MailSink;

/// What the drill hurts: two instances of the service on one PostgreSQL, and a witness. Beside them
/// stand a mail catcher and a booth that signs tokens; those are left alone.
final class Site implements AutoCloseable {
    static final String ORIGIN = "qorgan.invalid/drill";
    private static final Duration STARTUP = Duration.ofSeconds(180);

    private final Path root;
    private final Path cli;
    private final Storage storage;
    private final Map<String, String> agents;
    private final TokenBooth booth;
    private final MailSink mail;
    private final Country country;
    private final List<Program> instances;
    private final List<Integer> ports;
    private final List<Integer> probes;
    private final Program witness;
    private final int witnessPort;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /// @param service what follows `java` to start the service
    Site(Home home, Path cli, List<String> service, Country country, TokenBooth booth)
            throws IOException {
        this.root = home.root();
        this.cli = cli;
        this.country = country;
        this.booth = booth;
        this.mail = MailSink.start(0);
        this.ports = List.of(free(), free());
        this.probes = List.of(free(), free());
        this.witnessPort = free();
        var secrets = home.secrets();
        this.storage =
                new Storage(
                        home.at("postgres"),
                        free(),
                        new RolePasswords(
                                secrets.of("database.owner"), secrets.of("database.app"), "", ""));
        new Custodians(home, secrets).ready(cli);
        this.agents = Agents.closed(home, secrets);
        Secrets.writePrivately(home.at("charter.json"), Charter.of(country));
        this.instances = List.of(program(home, service, 0), program(home, service, 1));
        this.witness =
                new Program(
                        "the witness",
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                cli.toString(),
                                "witness",
                                "--dir",
                                root.resolve("witness").toString(),
                                "--name",
                                "qorgan.invalid/drill-witness",
                                "--port",
                                Integer.toString(witnessPort),
                                "--log",
                                root.resolve("vkey").toString()),
                        home.log("witness"),
                        home.at("tmp"));
    }

    private Program program(Home home, List<String> service, int number) throws IOException {
        var settings = home.at("service-" + number + ".properties");
        var arguments = new ArrayList<String>();
        arguments.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + home.at("tmp")));
        arguments.addAll(service);
        arguments.add("--spring.config.additional-location=file:" + settings);
        return new Program(
                "drill-" + number, arguments, home.log("service-" + number), home.at("tmp"));
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Map<String, String> settings(int number, Secrets secrets, String witnessKeys) {
        var lines = new TreeMap<String, String>();
        lines.put("spring.profiles.active", "demo");
        lines.put("server.address", "127.0.0.1");
        lines.put("server.port", Integer.toString(ports.get(number)));
        lines.put("management.server.address", "127.0.0.1");
        lines.put("management.server.port", Integer.toString(probes.get(number)));
        lines.put("qorgan.instance", instances.get(number).name());
        lines.put("qorgan.region", Country.REGIONS.getFirst());
        lines.put("qorgan.founding.charter", "file:" + root.resolve("charter.json"));
        lines.put("qorgan.keys.keystore", root.resolve("keystore").toString());
        lines.put("qorgan.keys.unseal-file", root.resolve("custodians.properties").toString());
        lines.put("qorgan.keys.epochs", root.resolve("epochs").toString());
        lines.putAll(agents);
        lines.put("qorgan.log.origin", ORIGIN);
        lines.put("qorgan.log.key-file", root.resolve("log-keys").toString());
        lines.put("qorgan.log.outcome-within", "15s");
        lines.put("qorgan.log.witnesses[0].url", "http://127.0.0.1:" + witnessPort + "/");
        lines.put("qorgan.log.witnesses[0].vkey", witnessKeys);
        lines.put("qorgan.drill.clock-offset", offset(number).toString());
        lines.put("qorgan.duty.responsible", official("custody-akd").toString());
        lines.put("spring.datasource.url", storage.url());
        lines.put("spring.datasource.username", EmbeddedPostgres.APP);
        lines.put("spring.datasource.password", secrets.of("database.app"));
        lines.put("spring.flyway.url", storage.url());
        lines.put("spring.flyway.user", EmbeddedPostgres.OWNER);
        lines.put("spring.flyway.password", secrets.of("database.owner"));
        lines.put("qorgan.officials.issuer", booth.issuer(TokenBooth.OFFICIALS));
        lines.put("qorgan.public.issuer", booth.issuer(TokenBooth.PUBLIC));
        lines.put("qorgan.officials.client-secret", secrets.of("client.officials"));
        lines.put("qorgan.public.client-secret", secrets.of("client.public"));
        lines.put("spring.mail.host", "127.0.0.1");
        lines.put("spring.mail.port", Integer.toString(mail.port()));
        return lines;
    }

    private UUID official(String username) {
        return country.officials().stream()
                .filter(each -> each.username().equals(username))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /// Starts everything. The first instance makes the tables and the log's key; the witness then
    /// learns that key.
    void open(Secrets secrets) throws IOException, InterruptedException {
        storage.start();
        var keys = witnessKeys();
        for (int number = 0; number < instances.size(); number++) {
            var text = new StringBuilder();
            settings(number, secrets, keys)
                    .forEach(
                            (name, value) ->
                                    text.append(name).append('=').append(value).append('\n'));
            Secrets.writePrivately(
                    root.resolve("service-" + number + ".properties"), text.toString());
        }
        instances.getFirst().start();
        await("the first instance", () -> isReady(0));
        Files.writeString(root.resolve("vkey"), text(address(0).resolve("/log/vkey")));
        witness.start();
        instances.getLast().start();
        await("the second instance", () -> isReady(1));
    }

    /// Both keys of the witness in one property's value.
    private String witnessKeys() throws IOException, InterruptedException {
        var said = root.resolve("witness-keys");
        Program.run(
                List.of(
                        "-jar",
                        cli.toString(),
                        "witness",
                        "--dir",
                        root.resolve("witness").toString(),
                        "--name",
                        "qorgan.invalid/drill-witness",
                        "--log",
                        "none",
                        "--keys-only"),
                said);
        return String.join("\\n", Files.readAllLines(said));
    }

    private String text(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }

    URI address(int number) {
        return URI.create("http://127.0.0.1:" + ports.get(number));
    }

    List<URI> addresses() {
        return List.of(address(0), address(1));
    }

    Storage storage() {
        return storage;
    }

    Program instance(int number) {
        return instances.get(number);
    }

    Path cli() {
        return cli;
    }

    Program witness() {
        return witness;
    }

    /// The instance that was elected last.
    Program sequencer() throws SQLException {
        var name = storage.leader().orElse("");
        return instances.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(instances.getFirst());
    }

    /// Sets an instance's clock wrong by so many milliseconds.
    void jump(int number, long millis) throws IOException {
        var fresh = root.resolve("tmp/offset-new");
        Files.writeString(fresh, Long.toString(millis));
        Files.move(fresh, offset(number), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path offset(int number) {
        return root.resolve("offset-" + number);
    }

    /// Starts what does not run.
    void revive() throws IOException {
        storage.start();
        witness.start();
        for (var instance : instances) {
            instance.start();
        }
    }

    /// Everything runs again and answers.
    void allWell() throws IOException, InterruptedException {
        revive();
        await("both instances", () -> isReady(0) && isReady(1));
    }

    boolean isReady(int number) {
        try {
            var address =
                    URI.create(
                            "http://127.0.0.1:"
                                    + probes.get(number)
                                    + "/actuator/health/readiness");
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Waits for what must come.
    void await(String what, BooleanSupplier holds) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + STARTUP.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(what + ": waited in vain; the logs are in " + root);
            }
            revive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var instance : instances) {
                instance.thaw();
                instance.end();
            }
            witness.end();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        storage.close();
        mail.close();
        booth.close();
    }
}
