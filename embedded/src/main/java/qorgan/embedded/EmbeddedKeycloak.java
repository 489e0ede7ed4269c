package qorgan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real Keycloak out of the Maven repository, on loopback, with the realms it is given.
///
/// Its database is a file under the home directory and stays there: a second start continues with
/// it, unless the realm files say something else than they did then: they are all there is, so it
/// is made anew from them. For a home that is new, the database of an earlier run with the same
/// version, realms and environment is taken from the cache where there is one, which saves the
/// import. It has no administrator: what the realm files say is all there is.
public final class EmbeddedKeycloak implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKeycloak.class);
    private static final Duration STARTUP = Duration.ofMinutes(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Process process;
    private final Setup setup;
    private final int port;
    private final Path snapshot;
    private final boolean imported;

    /// What is to run.
    ///
    /// @param home where this Keycloak keeps its database, its pid and nothing else
    /// @param log where its output goes
    /// @param port the port of loopback, or 0 for a free one
    /// @param realms realm files by the name of the realm
    /// @param environment what their `${...}` placeholders stand for
    /// @param keepSnapshot whether the imported database may go to the shared cache: only where its
    ///     secrets are a test's
    public record Setup(
            Path home,
            Path log,
            int port,
            Map<String, String> realms,
            Map<String, String> environment,
            boolean keepSnapshot) {
        public Setup {
            realms = Map.copyOf(realms);
            environment = Map.copyOf(environment);
        }

        @Override
        public String toString() {
            return "Setup[" + home + "]";
        }
    }

    private EmbeddedKeycloak(
            Process process, Setup setup, int port, Path snapshot, boolean imported) {
        this.process = process;
        this.setup = setup;
        this.port = port;
        this.snapshot = snapshot;
        this.imported = imported;
    }

    /// Starts it and returns when it answers that it is ready.
    public static EmbeddedKeycloak start(Setup setup) {
        var distribution = KeycloakDistribution.prepare();
        var home = setup.home().toAbsolutePath();
        StaleProcess.stop(home.resolve("pid"), "QuarkusEntryPoint", home.toString(), "TERM");
        var port = setup.port() > 0 ? setup.port() : Loopback.freePort();
        var managementPort = Loopback.freePort();
        try {
            layOut(distribution, home);
            var snapshot = KeycloakDistribution.cache().resolve("keycloak-h2-" + key(setup));
            var database = home.resolve("data/h2");
            dropOutdated(database, key(setup));
            if (!Files.exists(database) && setup.keepSnapshot() && Files.exists(snapshot)) {
                copy(snapshot, database);
            }
            var fresh = !Files.exists(database);
            writeRealms(setup, home);
            var process = launch(setup, distribution, home, port, managementPort, fresh);
            Files.writeString(home.resolve("pid"), process.pid() + "\n");
            var keycloak = new EmbeddedKeycloak(process, setup, port, snapshot, fresh);
            keycloak.awaitReady(managementPort);
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    /// What stands as `iss` in this realm's tokens.
    public String issuer(String realm) {
        return url() + "/realms/" + realm;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
                return;
            }
            if (imported && setup.keepSnapshot() && !Files.exists(snapshot)) {
                keepSnapshot();
            }
            Files.deleteIfExists(setup.home().resolve("pid"));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a database away that was imported from other realm files.
    private static void dropOutdated(Path database, String key) throws IOException {
        var stamp = database.resolveSibling("imported-from");
        if (Files.exists(database)
                && !(Files.exists(stamp) && Files.readString(stamp).equals(key))) {
            LOG.info("the realm files changed; importing them again");
            try (var files = Files.walk(database)) {
                for (var file :
                        (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
        Files.writeString(stamp, key);
    }

    private void keepSnapshot() throws IOException {
        var beside =
                Files.createTempDirectory(KeycloakDistribution.cache(), "keycloak-h2-new")
                        .resolve("h2");
        copy(setup.home().toAbsolutePath().resolve("data/h2"), beside);
        if (!Files.exists(snapshot)) {
            Files.move(beside, snapshot);
            Files.delete(beside.getParent());
        }
    }

    /// The distribution is shared and read only; configuration and data are this instance's own.
    private static void layOut(Path distribution, Path home) throws IOException {
        Files.createDirectories(home.resolve("data/import"));
        for (var shared : List.of("lib", "providers", "themes")) {
            var link = home.resolve(shared);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, distribution.resolve(shared));
        }
        copy(distribution.resolve("conf"), home.resolve("conf"));
    }

    private static void writeRealms(Setup setup, Path home) throws IOException {
        for (var realm : setup.realms().entrySet()) {
            Files.writeString(
                    home.resolve("data/import").resolve(realm.getKey() + "-realm.json"),
                    realm.getValue());
        }
    }

    private static Process launch(
            Setup setup, Path distribution, Path home, int port, int managementPort, boolean fresh)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Dpicocli.disable.closures=true",
                        "-Duser.language=en",
                        "--enable-native-access=ALL-UNNAMED"));
        for (var opened :
                List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(
                List.of(
                        "-cp",
                        distribution.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        "--log-level=INFO,io.smallrye.health:WARN",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=" + Loopback.HOST,
                        "--http-port=" + port,
                        "--http-management-host=" + Loopback.HOST,
                        "--http-management-port=" + managementPort,
                        "--hostname=http://" + Loopback.HOST + ":" + port));
        if (fresh) {
            command.add("--import-realm");
        }
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().putAll(setup.environment());
        Files.createDirectories(setup.log().toAbsolutePath().getParent());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(setup.log().toFile()))
                .start();
    }

    private void awaitReady(int managementPort) {
        var ready =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://"
                                                + Loopback.HOST
                                                + ":"
                                                + managementPort
                                                + "/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        var deadline = System.nanoTime() + STARTUP.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                if (answers(http, ready)) {
                    LOG.info("Keycloak is ready at {}", url());
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak did not start, see " + setup.log());
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak started", e);
        }
    }

    /// What the imported database depends on.
    private static String key(Setup setup) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(KeycloakDistribution.version().getBytes(StandardCharsets.UTF_8));
            for (var part : List.of(setup.realms(), setup.environment())) {
                for (var entry : new TreeMap<>(part).entrySet()) {
                    digest.update((byte) 0);
                    digest.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
