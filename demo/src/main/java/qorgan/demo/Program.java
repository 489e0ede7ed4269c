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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A program of the house in a process of its own: started by its command, known by a pid file, so
/// that one which a killed demo left behind is found and stopped before the next is started.
final class Program implements Server {
    private static final Duration STARTUP = Duration.ofSeconds(300);
    private static final long GRACE_SECONDS = 15;
    private static final long LOOK_MILLIS = 250;

    /// What is to run.
    ///
    /// @param command the whole command line; secrets are in files that it names
    /// @param mark what stands in the command line of this house's own process and of no other's
    /// @param ready whether it answers
    record Plan(
            String name,
            List<String> command,
            Path directory,
            Path log,
            Path pidFile,
            String mark,
            BooleanSupplier ready) {
        Plan {
            command = List.copyOf(command);
        }
    }

    private final Plan plan;
    private volatile @Nullable Process process;

    Program(Plan plan) {
        this.plan = plan;
    }

    /// Whether something answers 200 at this address.
    static BooleanSupplier answering(URI address) {
        return () -> {
            try (var client = HttpClient.newHttpClient()) {
                var request =
                        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
                return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public synchronized void start() throws IOException {
        stopLeftBehind();
        var started =
                new ProcessBuilder(plan.command())
                        .directory(plan.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(new File(plan.log().toString())))
                        .start();
        process = started;
        Files.writeString(plan.pidFile(), Long.toString(started.pid()));
        awaitReady(started);
    }

    private void awaitReady(Process started) throws IOException {
        var deadline = System.nanoTime() + STARTUP.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (started.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            name()
                                    + " ended with "
                                    + started.exitValue()
                                    + "; its log is "
                                    + plan.log());
                }
                if (answers()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name() + " started", e);
        }
        throw new IOException(name() + " did not become ready in time; its log is " + plan.log());
    }

    @Override
    public long pid() {
        var current = process;
        return current == null ? -1 : current.pid();
    }

    /// Whether it says that it is ready.
    boolean answers() {
        return plan.ready().getAsBoolean();
    }

    /// Does not wait for a start that is under way: that one sees its process end.
    @Override
    public void stop() {
        var current = process;
        if (current != null) {
            end(current.toHandle());
            process = null;
            plan.pidFile().toFile().delete();
        }
    }

    /// A demo that was killed leaves its programs running; the pid file names this one, and its
    /// command line proves that it is ours.
    private void stopLeftBehind() throws IOException {
        if (!Files.exists(plan.pidFile())) {
            return;
        }
        leftBehind(Files.readString(plan.pidFile()).strip(), plan.mark()).ifPresent(Program::end);
        Files.deleteIfExists(plan.pidFile());
    }

    static Optional<ProcessHandle> leftBehind(String pid, String mark) {
        return pid.matches("\\d{1,9}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(handle -> has(handle, mark))
                : Optional.empty();
    }

    private static boolean has(ProcessHandle handle, String mark) {
        return List.of(handle.info().arguments().orElse(new String[0])).stream()
                .anyMatch(argument -> argument.contains(mark));
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
