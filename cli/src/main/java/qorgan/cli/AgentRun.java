package qorgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.MemoryOnDisk;
import qorgan.keys.PlaneOffice;
import qorgan.keys.agent.AgentJournal;
import qorgan.keys.agent.AgentServer;
import qorgan.keys.agent.Ceilings;
import qorgan.keys.agent.DatabaseRecords;
import qorgan.keys.agent.KeyAgent;
import qorgan.keys.agent.TrustFiles;
import qorgan.ledger.json.Json;

/// Runs an agent until it is stopped.
@Command(
        name = "run",
        description = {
            "Runs an office's agent on the loopback interface until it is stopped.",
            "Its custodians unseal it; it reads the service's database with a role that may only"
                    + " read."
        },
        mixinStandardHelpOptions = true)
final class AgentRun implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private RootPlace root = new RootPlace();

    @Option(names = "--office", required = true, converter = OfficeCode.class)
    private PlaneOffice office = PlaneOffice.INVESTIGATION;

    @Option(names = "--port", required = true, description = "where it answers; 0 for any")
    private int port;

    @Option(names = "--peer", required = true, paramLabel = "CRT", description = "the service's")
    private Path peer = Path.of("");

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "whom to believe")
    private Path trust = Path.of("");

    @Option(
            names = "--settings",
            required = true,
            paramLabel = "FILE",
            description = "organisations, officials and rules, in JSON")
    private Path settings = Path.of("");

    @Option(names = "--journal", required = true, paramLabel = "FILE", description = "what it did")
    private Path journal = Path.of("");

    @Option(names = "--database", required = true, paramLabel = "JDBC-URL")
    private String database = "";

    @Option(names = "--user", defaultValue = "qorgan_agent", description = "the reading role")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE")
    private @Nullable Path password;

    @Option(names = "--per-hour", defaultValue = "120", description = "halves for one official")
    private int perHour;

    @Option(names = "--per-day", defaultValue = "600", description = "halves for one official")
    private int perDay;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var server = start()) {
            MemoryOnDisk.here()
                    .faults(false)
                    .forEach(Objects.requireNonNull(spec).commandLine().getErr()::println);
            Told.to(
                    spec,
                    json,
                    Json.object().with("office", office.code()).with("port", server.port()),
                    "the agent of the " + office.code() + " answers at port " + server.port());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    AgentServer start() throws IOException {
        char[] secret = password == null ? new char[0] : Asked.secret("Password", password);
        try (var keystore = root.openKeystore()) {
            var agent =
                    new KeyAgent(
                            office,
                            keystore.kept(AgentInit.SEED).orElseThrow(),
                            new DatabaseRecords(() -> connect(secret)),
                            new TrustFiles(settings, trust),
                            AgentJournal.open(journal, office),
                            new Ceilings(perHour, perDay),
                            Clock.systemUTC());
            return AgentServer.start(
                    agent,
                    ChannelFiles.context(
                            root.keystoreDirectory(), AgentInit.password(keystore), peer),
                    port);
        }
    }

    private Connection connect(char[] secret) {
        try {
            var connection = DriverManager.getConnection(database, user, new String(secret));
            connection.setReadOnly(true);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("the agent cannot reach the database", e);
        }
    }
}
