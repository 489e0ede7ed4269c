package qorgan.demo.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.embedded.EmbeddedPostgres.RolePasswords;

/// The drill's PostgreSQL, durable (`fsync` and `synchronous_commit` are on), and what can happen
/// to it: all its processes killed at once, every commit slow, every write refused as on a full
/// disk.
final class Storage implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final RolePasswords passwords;
    private @Nullable EmbeddedPostgres running;

    Storage(Path directory, int port, RolePasswords passwords) {
        this.directory = directory;
        this.port = port;
        this.passwords = passwords;
    }

    RolePasswords passwords() {
        return passwords;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedPostgres.DATABASE;
    }

    /// A connection that looks behind the service's back.
    Connection superuser() throws SQLException {
        DriverManager.setLoginTimeout(5);
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    /// Starts it unless it answers.
    synchronized void start() {
        if (!answers()) {
            // What is left of the one before holds the directory.
            close();
            running = EmbeddedPostgres.durable(directory, port, passwords);
        }
    }

    boolean answers() {
        try (var connection = superuser()) {
            return connection.isValid(2);
        } catch (SQLException notNow) {
            return false;
        }
    }

    /// Every process of the server, gone at once: what a power cut leaves is on the disk.
    synchronized void kill() throws InterruptedException {
        for (var process : processes()) {
            process.destroyForcibly();
        }
        for (var process : processes()) {
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        }
    }

    private List<ProcessHandle> processes() {
        return postmaster()
                .map(
                        first -> {
                            var all = new ArrayList<ProcessHandle>();
                            all.add(first);
                            first.descendants().forEach(all::add);
                            return List.copyOf(all);
                        })
                .orElse(List.of());
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            var pid = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip();
            return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Each commit waits a tenth of a second for its disk, or no longer does.
    void slow(boolean slow) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("alter system set commit_delay = " + (slow ? 100_000 : 0));
            statement.execute("alter system set commit_siblings = " + (slow ? 0 : 5));
            statement.execute("select pg_reload_conf()");
        }
    }

    /// The kernel refuses every write of every process of the server, as on a disk without a free
    /// block, or lets them write again.
    void full(boolean full) throws IOException, InterruptedException {
        for (var process : processes()) {
            new ProcessBuilder(
                            "prlimit",
                            "--pid",
                            Long.toString(process.pid()),
                            "--fsize=" + (full ? "0:" : "unlimited:"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /// Cuts the session that holds the log's election. True if there was one.
    boolean cutLeader() throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                                        + " and mode = 'ExclusiveLock' and granted")) {
            return rows.next();
        }
    }

    /// Which instance was elected last.
    Optional<String> leader() throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select instance from audit_term order by term desc limit 1")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    long count(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
