package qorgan.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.HalfCipher;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.agent.AgentJournal;
import qorgan.keys.agent.AgentServer;
import qorgan.keys.agent.AgentTrust;
import qorgan.keys.agent.Ceilings;
import qorgan.keys.agent.Channel;
import qorgan.keys.agent.DatabaseRecords;
import qorgan.keys.agent.KeyAgent;
import qorgan.keys.agent.RemoteKeeper;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.keys.sign.TrustAnchors;

/// The two offices' key agents, once a JVM: behind real TLS, each reading the real database under
/// its own role, with the tests' clock. What the service of a test seals into class P opens through
/// them or not at all.
public final class TestAgents {
    private static final char[] PASSWORD = "channel".toCharArray();
    private static final Instant BEGAN = Clock.systemUTC().instant();

    /// The state's authority, whose certificates the agents believe.
    public static final DemoAuthority AUTHORITY = DemoAuthority.root("Test state", BEGAN);

    private static final Map<String, UUID> OFFICIALS =
            Map.of(
                    name("Investigator", "Investigation"), Cast.id("investigator").value(),
                    name("Second investigator", "Investigation"),
                            Cast.id("investigator-two").value(),
                    name("Second procurator", "Procuracy"), Cast.id("procurator-two").value(),
                    name("Procurator", "Procuracy"), Cast.id("procurator-almaty").value());

    private static final AtomicReference<Clock> CLOCK = new AtomicReference<>(Clock.systemUTC());
    private static final AtomicReference<String> URL = new AtomicReference<>("");
    private static final DemoAuthority SERVICE = DemoAuthority.root("service", BEGAN);
    private static final Path DIRECTORY = directory();
    private static final Map<PlaneOffice, Running> RUNNING = start();

    private record Running(
            byte[] seed,
            PlanePublicKey key,
            SSLContext context,
            DatabaseRecords records,
            int port,
            Path journal) {}

    private TestAgents() {}

    /// A certificate that the agents know, of an official of [Cast].
    public static SigningIdentity certificate(String name, String organisation) {
        return AUTHORITY.official(name, organisation, BEGAN);
    }

    /// From now on this is the agents' clock and their database.
    static void follow(Clock clock, String url) {
        CLOCK.set(clock);
        if (!url.equals(URL.getAndSet(url))) {
            RUNNING.values().forEach(each -> each.records().close());
        }
    }

    static void describe(DynamicPropertyRegistry registry) {
        registry.add("qorgan.keys.channel", DIRECTORY::toString);
        registry.add("qorgan.keys.channel-password-file", () -> DIRECTORY + "/password");
        RUNNING.forEach(
                (office, running) -> {
                    var prefix = "qorgan.keys." + office.code();
                    registry.add(prefix + ".port", running::port);
                    registry.add(prefix + ".key", () -> DIRECTORY + "/" + office.code() + ".key");
                    registry.add(
                            prefix + ".certificate",
                            () -> DIRECTORY + "/" + office.code() + ".crt");
                });
    }

    /// What a thief of an office's agent has: its seed.
    public static byte[] seedOf(PlaneOffice office) {
        return of(office).seed().clone();
    }

    /// What a thief of the service has: its side of the channel.
    public static RemoteKeeper remote(PlaneOffice office) {
        var running = of(office);
        return new RemoteKeeper(office, running.key(), running.context(), running.port());
    }

    public static Path journalOf(PlaneOffice office) {
        return of(office).journal();
    }

    private static Running of(PlaneOffice office) {
        return Objects.requireNonNull(RUNNING.get(office));
    }

    private static Map<PlaneOffice, Running> start() {
        var running = new EnumMap<PlaneOffice, Running>(PlaneOffice.class);
        for (var office : PlaneOffice.values()) {
            running.put(office, start(office));
        }
        return running;
    }

    private static Running start(PlaneOffice office) {
        try {
            var side = DemoAuthority.root("agent " + office.code(), BEGAN);
            var pair = HalfCipher.newPair();
            byte[] seed = pair.seed().copy();
            var records = new DatabaseRecords(() -> connect(office));
            var journal = DIRECTORY.resolve(office.code() + ".journal");
            var agent =
                    new KeyAgent(
                            office,
                            pair.seed(),
                            records,
                            TestAgents::trust,
                            AgentJournal.open(journal, office),
                            new Ceilings(100_000, 100_000),
                            new Following());
            var server =
                    AgentServer.start(
                            agent,
                            Channel.context(
                                    side.keyStore(PASSWORD), PASSWORD, SERVICE.certificate()),
                            0);
            Files.write(DIRECTORY.resolve(office.code() + ".crt"), side.certificate().getEncoded());
            Files.writeString(
                    DIRECTORY.resolve(office.code() + ".key"),
                    Base64.getEncoder().encodeToString(pair.publicKey().encoded()));
            return new Running(
                    seed,
                    pair.publicKey(),
                    Channel.context(SERVICE.keyStore(PASSWORD), PASSWORD, side.certificate()),
                    records,
                    server.port(),
                    journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.sql.Connection connect(PlaneOffice office) {
        var passwords = TestDatabase.postgres().passwords();
        try {
            return DriverManager.getConnection(
                    URL.get(),
                    EmbeddedPostgres.AGENT + office.code(),
                    office == PlaneOffice.INVESTIGATION
                            ? passwords.investigation()
                            : passwords.procuracy());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AgentTrust trust() {
        return new AgentTrust(
                TrustAnchors.of(List.of(AUTHORITY.certificate())),
                Map.of(
                        PlaneOffice.INVESTIGATION, Set.of("Investigation"),
                        PlaneOffice.PROCURACY, Set.of("Procuracy")),
                OFFICIALS,
                Set.of("p-case-team", "p-procurator-oversight"));
    }

    private static String name(String name, String organisation) {
        return certificate(name, organisation).certificate().getSubjectX500Principal().getName();
    }

    private static Path directory() {
        try {
            var directory = Files.createTempDirectory("qorgan-agents");
            try (var out = Files.newOutputStream(directory.resolve("channel.p12"))) {
                SERVICE.keyStore(PASSWORD).store(out, PASSWORD);
            }
            Files.writeString(directory.resolve("password"), new String(PASSWORD));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The clock of the test that runs.
    private static final class Following extends Clock {
        @Override
        public Instant instant() {
            return CLOCK.get().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }
}
