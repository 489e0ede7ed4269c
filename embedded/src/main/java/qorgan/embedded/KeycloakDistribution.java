package qorgan.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keycloak unpacked from the archive of the Maven repository and built for our options, once a
/// machine.
///
/// The archive is a dependency of this module, so the build fetches it; here it is found again in
/// the local repository, or where `QORGAN_KEYCLOAK_ARCHIVE` says. A lock lets two processes prepare
/// it one after another.
final class KeycloakDistribution {
    private static final Logger LOG = LoggerFactory.getLogger(KeycloakDistribution.class);
    private static final String READY = ".ready";
    private static final int BUILD_MINUTES = 10;

    private KeycloakDistribution() {}

    static String version() {
        var properties = new Properties();
        try (InputStream in =
                KeycloakDistribution.class.getResourceAsStream("/qorgan/embedded.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "qorgan/embedded.properties is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("keycloak.version");
    }

    /// The cache of everything that is slow to make and the same for all runs.
    static Path cache() {
        var named = System.getenv("QORGAN_CACHE");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base =
                xdg != null && !xdg.isBlank()
                        ? Path.of(xdg)
                        : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("qorgan");
    }

    /// The built distribution, made now if it is not there yet.
    static Path prepare() {
        var home = cache().resolve("keycloak-" + version());
        if (Files.exists(home.resolve(READY))) {
            return home;
        }
        try {
            Files.createDirectories(cache());
            try (var channel =
                            FileChannel.open(
                                    cache().resolve("keycloak.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(home.resolve(READY))) {
                    unpackAndBuild(home);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpackAndBuild(Path home) throws IOException {
        var archive = archive();
        LOG.info("preparing Keycloak {} (once, about a minute)", version());
        Files.createDirectories(home);
        run(
                List.of(
                        "tar",
                        "-xzf",
                        archive.toString(),
                        "-C",
                        home.toString(),
                        "--strip-components=1"),
                cache().resolve("keycloak-unpack.log"));
        run(
                List.of(
                        home.resolve("bin/kc.sh").toString(),
                        "build",
                        "--db=dev-file",
                        "--health-enabled=true",
                        "--cache=local"),
                cache().resolve("keycloak-build.log"));
        Files.createFile(home.resolve(READY));
    }

    private static Path archive() {
        var named = System.getenv("QORGAN_KEYCLOAK_ARCHIVE");
        var file = "keycloak-quarkus-dist-" + version() + ".tar.gz";
        var archive =
                named != null && !named.isBlank()
                        ? Path.of(named)
                        : repository()
                                .resolve("org/keycloak/keycloak-quarkus-dist")
                                .resolve(version())
                                .resolve(file);
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    "Keycloak's archive is not at "
                            + archive
                            + "; build once (mvn package) or name it with QORGAN_KEYCLOAK_ARCHIVE");
        }
        return archive;
    }

    private static Path repository() {
        for (var property : List.of("maven.repo.local", "localRepository")) {
            var named = System.getProperty(property);
            if (named != null && !named.isBlank()) {
                return Path.of(named);
            }
        }
        return Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    private static void run(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                        .start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("failed: " + command.getFirst() + ", see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing Keycloak", e);
        }
    }
}
