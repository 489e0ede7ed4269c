package qorgan.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The vault service as a process of its own, started from its jar the way any installation
/// starts it. Its settings come in a file that only its owner reads, so that no secret stands
/// in a process list.
final class Vault implements Server {
    private static final Duration STARTUP = Duration.ofSeconds(300);
    private static final long GRACE_SECONDS = 15;

    private final Path java;
    private final Path jar;
    private final Path settings;
    private final Path log;
    private final Path temporary;
    private final Path pidFile;
    private final int port;
    private final URI ready;
    private volatile @Nullable Process process;

    /// @param home where its pid is kept, so that one left behind by a killed demo is found
    Vault(Home home, Path jar, Path settings, int port, URI ready) {
        this.java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.jar = jar;
        this.settings = settings;
        this.log = home.log("service");
        this.temporary = home.at("tmp");
        this.pidFile = home.at("service.pid");
        this.port = port;
        this.ready = ready;
    }

    /// The service's executable jar under a clone's root.
    static Path jarUnder(Path root) throws IOException {
        var target = root.resolve("vault-service").resolve("target");
        try (var files = Files.newDirectoryStream(target, "vault-service-*-exec.jar")) {
            for (var file : files) {
                return file;
            }
        }
        throw new IOException(
                "the service's jar is not in " + target + "; run bin/qorgan demo, which builds it");
    }

    @Override
    public String name() {
        return "the service";
    }

    @Override
    public synchronized void start() throws IOException {
        stopLeftBehind();
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx768m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dfile.encoding=UTF-8",
                        "-jar",
                        jar.toString(),
                        "--spring.config.additional-location=file:" + settings,
                        "--server.port=" + port));
        var started =
                new ProcessBuilder(command)
                        .directory(temporary.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                        .start();
        process = started;
        Files.writeString(pidFile, Long.toString(started.pid()));
        awaitReady(started);
    }

    private void awaitReady(Process started) throws IOException {
        var deadline = System.nanoTime() + STARTUP.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (started.waitFor(250, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "the service ended with "
                                    + started.exitValue()
                                    + "; its log is "
                                    + log);
                }
                if (answers(client)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the service started", e);
        }
        throw new IOException("the service did not become ready in time; its log is " + log);
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public long pid() {
        var current = process;
        return current == null ? -1 : current.pid();
    }

    /// Whether it says that it is ready.
    boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            return answers(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        var current = process;
        if (current != null) {
            end(current.toHandle());
            process = null;
        }
    }

    /// A demo that was killed leaves its service running; its pid file names it, and its
    /// command line proves it is ours.
    private void stopLeftBehind() throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        leftBehind(Files.readString(pidFile).strip(), settings.toString()).ifPresent(Vault::end);
        Files.deleteIfExists(pidFile);
    }

    static Optional<ProcessHandle> leftBehind(String pid, String mark) {
        return pid.matches("\\d{1,9}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(
                                handle ->
                                        handle
                                                .info()
                                                .arguments()
                                                .map(List::of)
                                                .orElse(List.of())
                                                .stream()
                                                .anyMatch(argument -> argument.contains(mark)))
                : Optional.empty();
    }

    /// Asks it to end, and insists after a while.
    static void end(ProcessHandle handle) {
        handle.destroy();
        var ended =
                handle.onExit().completeOnTimeout(handle, GRACE_SECONDS, TimeUnit.SECONDS).join();
        if (ended.isAlive()) {
            handle.destroyForcibly();
            handle.onExit().completeOnTimeout(handle, GRACE_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
