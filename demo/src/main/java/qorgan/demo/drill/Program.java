package qorgan.demo.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process of the drill: an instance of the service, or the witness. It can be killed, frozen and
/// thawed at any moment, and is started again as often as asked.
final class Program {
    private final String name;
    private final List<String> command;
    private final Path log;
    private final Path directory;
    private @Nullable Process process;

    /// @param arguments what follows `java`
    Program(String name, List<String> arguments, Path log, Path directory) {
        this.name = name;
        this.log = log;
        this.directory = directory;
        this.command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
    }

    String name() {
        return name;
    }

    /// Starts it unless it runs. True if it did not run.
    synchronized boolean start() throws IOException {
        if (isAlive()) {
            return false;
        }
        process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return true;
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Takes it away without a word: SIGKILL.
    synchronized void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /// Asks it to end and waits.
    synchronized void end() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private synchronized void signal(String signal) throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /// Runs a program to its end and gives its exit status; what it says goes to `log`.
    static int run(List<String> arguments, Path log) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
    }
}
