package qorgan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that outlived the process which started it, known by its pid file. Only a process whose
/// command line shows what it is gets stopped: the number alone may have gone to somebody else.
final class StaleProcess {
    private static final Logger LOG = LoggerFactory.getLogger(StaleProcess.class);
    private static final int PATIENCE_SECONDS = 30;

    private StaleProcess() {}

    /// @param signal what asks it to go in an orderly way, `INT` or `TERM`
    static void stop(Path pidFile, String commandContains, String argumentContains, String signal) {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
            if (process == null || !is(process, commandContains, argumentContains)) {
                return;
            }
            LOG.info("stopping process {} that an earlier run left behind", pid);
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            try {
                process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                LOG.warn("process {} did not stop when asked; killing it", pid);
                process.destroyForcibly();
                process.onExit().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping an old process", e);
        }
    }

    private static boolean is(ProcessHandle process, String command, String argument)
            throws IOException {
        var line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(line)) {
            var text = Files.readString(line).replace('\0', ' ');
            return text.contains(command) && text.contains(argument);
        }
        return process.info().commandLine().map(text -> text.contains(command)).orElse(false);
    }
}
