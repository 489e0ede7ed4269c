package qorgan.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL with pgaudit, as durable as ours, that logs each reading and writing of a table
// with
/// its parameters to its log file. Its programs come from `bin/install-peer`.
final class PeerServer implements AutoCloseable {
    private static final String USER = "peer";

    private final Path programs;
    private final Path data;
    private final int port;

    private PeerServer(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /// @param programs the directory that holds `bin/postgres` and `lib/pgaudit.so`
    static PeerServer start(Path programs, Path place, int port)
            throws IOException, InterruptedException {
        var server = new PeerServer(programs.resolve("bin"), place.resolve("peer"), port);
        server.run("initdb", "-k", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale", "C");
        Files.writeString(
                server.data.resolve("postgresql.auto.conf"),
                """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                fsync = on
                full_page_writes = on
                synchronous_commit = on
                logging_collector = on
                shared_preload_libraries = 'pgaudit'
                pgaudit.log = 'read, write'
                pgaudit.log_parameter = on
                """
                        .formatted(port));
        server.run("pg_ctl", "-w", "-s", "start");
        return server;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, who owns the
    /// same files.
    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("-D", data.toString()));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(program + " of the peer failed: " + command);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-w", "-s", "-m", "fast", "stop");
    }
}
