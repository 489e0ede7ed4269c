package qorgan.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.ledger.KeyType;
import qorgan.ledger.SigningKey;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.WitnessServer;
import qorgan.vault.Application;
import qorgan.vault.audit.log.LogSigner;

/// `bin/qorgan bench load [SECONDS]`: 64 clients, the service's audited disclosure and the peer's,
/// one after the other in one process, in one run, each on a durable PostgreSQL of this machine:
// the
/// peer on one with pgaudit where `bin/install-peer` can fetch it, else on the service's own.
public final class Load {
    private static final int CLIENTS = 64;
    private static final int PEOPLE = 500;

    private Load() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        var place = Files.createTempDirectory("qorgan-load-");
        var passwords = new EmbeddedPostgres.RolePasswords("owner", "app", "one", "two");
        var witnessKey =
                SigningKey.generate(
                        "qorgan.invalid/load-witness",
                        KeyType.ED25519_COSIGNATURE,
                        new SecureRandom());
        int witnessPort = free();
        try (var postgres = EmbeddedPostgres.durable(place.resolve("pg"), 0, passwords);
                var context =
                        new SpringApplicationBuilder(Application.class)
                                .properties(settings(postgres, place, witnessPort, witnessKey))
                                .profiles("test")
                                .run()) {
            tables(postgres);
            var people = new ArrayList<UUID>();
            for (int each = 0; each < PEOPLE; each++) {
                people.add(UUID.randomUUID());
            }
            var service = new Service(context, people);
            service.fill();
            try (var audited = audited(place);
                    var seen = new SeenCheckpoints(place.resolve("witness"));
                    var witness =
                            witness(
                                    witnessKey,
                                    context.getBean(LogSigner.class).verifierKeys(),
                                    seen,
                                    witnessPort);
                    var peer =
                            Peer.ready(
                                    audited == null ? postgres::superuser : audited::connect,
                                    people,
                                    CLIENTS)) {
                witness.start();
                var lines = new ArrayList<String>();
                var watched = new Watched(postgres);
                lines.add(
                        Figures.of("qorgan", CLIENTS, 10, seconds, _ -> service.disclose()).line());
                settle(postgres);
                lines.add(
                        Figures.of(
                                        audited == null
                                                ? "PostgreSQL with pgcrypto, without pgaudit"
                                                : "PostgreSQL with pgaudit and pgcrypto",
                                        CLIENTS,
                                        3,
                                        seconds,
                                        peer::once)
                                .line());
                watched.begin(service);
                lines.add(
                        Figures.of("qorgan, watched", CLIENTS, 1, seconds, _ -> service.disclose())
                                .line());
                watched.end();
                lines.addAll(watched.lines());
                settle(postgres);
                lines.add(
                        Figures.of(
                                        "qorgan with its outcome",
                                        CLIENTS,
                                        2,
                                        seconds,
                                        _ -> service.discloseAndEnd())
                                .line());
                System.out.println("| what | clients | a second | p50 ms | p99 ms | worst ms |");
                System.out.println("|---|---:|---:|---:|---:|---:|");
                lines.forEach(System.out::println);
            }
        }
        System.exit(0);
    }

    /// How long until an entry stands in a published checkpoint, and in a countersigned one.
    private static final class Watched {
        private final EmbeddedPostgres postgres;
        private final List<Long> published = new ArrayList<>();
        private final List<Long> cosigned = new ArrayList<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private Thread thread = new Thread(() -> {});

        Watched(EmbeddedPostgres postgres) {
            this.postgres = postgres;
        }

        void begin(Service service) {
            thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            watch(service);
                                        } catch (SQLException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
        }

        private void watch(Service service) throws SQLException {
            try (var connection = postgres.superuser();
                    var place =
                            connection.prepareStatement(
                                    "select p.log_index from audit_leaf l join audit_position p using (leaf_id)"
                                            + " where l.kind = 'ACCESS' and l.row_id = ? and l.revision = 0");
                    var sizes =
                            connection.prepareStatement(
                                    "select coalesce((select max(size) from audit_checkpoint), 0),"
                                            + " coalesce((select max(size) from audit_cosignature), 0)")) {
                while (!over.get()) {
                    var entry = service.disclose();
                    long start = System.nanoTime();
                    place.setObject(1, entry.value());
                    long index = -1;
                    boolean isPublished = false;
                    for (boolean isCosigned = false; !isCosigned && !over.get(); ) {
                        if (index < 0) {
                            try (var row = place.executeQuery()) {
                                index = row.next() ? row.getLong(1) : -1;
                            }
                        }
                        if (index >= 0) {
                            try (var row = sizes.executeQuery()) {
                                row.next();
                                if (!isPublished && row.getLong(1) > index) {
                                    published.add(System.nanoTime() - start);
                                    isPublished = true;
                                }
                                if (row.getLong(2) > index) {
                                    cosigned.add(System.nanoTime() - start);
                                    isCosigned = true;
                                }
                            }
                        }
                        LockSupport.parkNanos(4_000_000);
                    }
                }
            }
        }

        void end() throws InterruptedException {
            over.set(true);
            thread.join();
        }

        List<String> lines() {
            return List.of(
                    line("entry to published", published), line("entry to cosigned", cosigned));
        }

        private static String line(String what, List<Long> taken) {
            var sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
            return Figures.of(what, 1, sorted.length, sorted).line()
                    + " samples "
                    + String.format(Locale.ROOT, "%d", sorted.length);
        }
    }

    /// The peer's own server, where its programs are; else the peer is measured without pgaudit.
    private static @Nullable PeerServer audited(Path place)
            throws IOException, InterruptedException {
        var programs = System.getProperty("qorgan.peer", "");
        return programs.isEmpty() ? null : PeerServer.start(Path.of(programs), place, free());
    }

    private static WitnessServer witness(
            SigningKey key, List<VerifierKey> logs, SeenCheckpoints seen, int port)
            throws IOException {
        return new WitnessServer(
                new Witness(List.of(key), logs, seen),
                new InetSocketAddress("127.0.0.1", port),
                Clock.systemUTC(),
                System.err::println);
    }

    private static void tables(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.superuser();
                var statement = connection.createStatement()) {
            var columns = new StringBuilder("subject uuid primary key");
            for (int field = 0; field < 10; field++) {
                columns.append(", f").append(field).append(" bytea not null");
            }
            statement.execute("create table load_row (" + columns + ")");
            statement.execute("grant select, insert on load_row to qorgan_app");
        }
    }

    /// Waits until the sequencer has nothing left, so that the peer does not pay for us.
    private static void settle(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.superuser();
                var statement = connection.createStatement()) {
            for (long waiting = 1; waiting > 0; ) {
                try (var row = statement.executeQuery("select count(*) from audit_leaf_pending")) {
                    row.next();
                    waiting = row.getLong(1);
                }
                LockSupport.parkNanos(100_000_000);
            }
            statement.execute("checkpoint");
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, Object> settings(
            EmbeddedPostgres postgres, Path place, int witnessPort, SigningKey witness)
            throws IOException, GeneralSecurityException {
        var settings = new HashMap<String, Object>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", "0");
        settings.put("management.server.port", "-1");
        settings.put("spring.datasource.url", postgres.jdbcUrl());
        settings.put("spring.datasource.username", EmbeddedPostgres.APP);
        settings.put("spring.datasource.password", postgres.passwords().app());
        settings.put("spring.flyway.url", postgres.jdbcUrl());
        settings.put("spring.flyway.user", EmbeddedPostgres.OWNER);
        settings.put("spring.flyway.password", postgres.passwords().owner());
        settings.put("qorgan.officials.issuer", "http://127.0.0.1:1/realms/qorgan-officials");
        settings.put("qorgan.officials.client-secret", "drawn-for-load-1");
        settings.put("qorgan.public.issuer", "http://127.0.0.1:1/realms/qorgan-public");
        settings.put("qorgan.public.client-secret", "drawn-for-load-2");
        settings.put("qorgan.keys.provider", "memory");
        AbsentAgents.describe(place, settings);
        settings.put("qorgan.log.key-file", place.resolve("log.key").toString());
        settings.put("qorgan.log.origin", "qorgan.invalid/load");
        settings.put("qorgan.log.witnesses[0].url", "http://127.0.0.1:" + witnessPort + "/");
        settings.put("qorgan.log.witnesses[0].vkey", witness.verifierKey().encoded());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("logging.level.root", "ERROR");
        return settings;
    }
}
