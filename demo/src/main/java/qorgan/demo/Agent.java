package qorgan.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import qorgan.embedded.EmbeddedPostgres;

/// One office's key agent as a process of its own, `bin/qorgan agent run`: its own keystore and
/// custodian, its own role in the database, its own journal. The service knows its public key and
/// the certificate of its side of the channel, and nothing else of it.
final class Agent implements Server {
    private final Home home;
    private final String office;
    private final int port;
    private final Secrets secrets;
    private final Program program;

    /// @param office `investigation` or `procuracy`
    Agent(Home home, String office, int port, String jdbcUrl, Secrets secrets) {
        this.home = home;
        this.office = office;
        this.port = port;
        this.secrets = secrets;
        this.program = new Program(plan(jdbcUrl));
    }

    /// Where everything of this office lies; nobody of the other office has it.
    Path directory() {
        return home.at("agent-" + office);
    }

    @Override
    public String name() {
        return "the key agent of the " + office;
    }

    String office() {
        return office;
    }

    int port() {
        return port;
    }

    /// Holds the office's ceremony at the first start: `bin/qorgan agent init`.
    void ready() throws IOException {
        Files.createDirectories(directory());
        Secrets.writePrivately(
                passphrases(),
                "custodian-" + office + "=" + secrets.of("custodian.agent-" + office) + "\n");
        Secrets.writePrivately(
                directory().resolve("database.password"), secrets.of("database.agent-" + office));
        if (!Files.exists(keystore())) {
            Cli.run(
                    home.log("agents"),
                    "agent",
                    "init",
                    "--office",
                    office,
                    "--keystore",
                    keystore().toString(),
                    "--passphrases",
                    passphrases().toString(),
                    "--quorum",
                    office + ":1:custodian-" + office);
        }
    }

    private Program.Plan plan(String jdbcUrl) {
        var command = new ArrayList<>(Cli.command("-Xmx256m"));
        command.addAll(
                List.of(
                        "agent",
                        "run",
                        "--office",
                        office,
                        "--keystore",
                        keystore().toString(),
                        "--passphrases",
                        passphrases().toString(),
                        "--port",
                        Integer.toString(port),
                        "--peer",
                        home.at("channel").resolve("channel.crt").toString(),
                        "--trust",
                        directory().resolve("trust").toString(),
                        "--settings",
                        directory().resolve("settings.json").toString(),
                        "--journal",
                        directory().resolve("journal").toString(),
                        "--database",
                        jdbcUrl,
                        "--user",
                        EmbeddedPostgres.AGENT + office,
                        "--password-file",
                        directory().resolve("database.password").toString()));
        return new Program.Plan(
                name(),
                command,
                home.root(),
                home.log("agent-" + office),
                home.at("agent-" + office + ".pid"),
                keystore().toString(),
                this::answers);
    }

    @Override
    public void start() throws IOException {
        program.start();
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public void stop() {
        program.stop();
    }

    private Path keystore() {
        return directory().resolve("keystore");
    }

    private Path passphrases() {
        return directory().resolve("custodians.properties");
    }

    /// The office's public key, for the service.
    Path publicKey() {
        return keystore().resolve("office.key");
    }

    /// The agent's side of the channel, for the service.
    Path certificate() {
        return keystore().resolve("channel.crt");
    }
}
