package qorgan.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.embedded.EmbeddedPostgres.RolePasswords;

/// The house's PostgreSQL, durable: what it acknowledged is on the disk.
final class Database implements Server {
    private final Path directory;
    private final int port;
    private final RolePasswords passwords;
    private @Nullable EmbeddedPostgres running;

    Database(Path directory, int port, RolePasswords passwords) {
        this.directory = directory;
        this.port = port;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public synchronized void start() throws IOException {
        stop();
        running = EmbeddedPostgres.durable(directory, port, passwords);
    }

    @Override
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip());
        } catch (IOException gone) {
            return -1;
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /// Whether it lets somebody in: after a crash it first reads its log again.
    boolean answers() {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// How many rows a table has, past every row-level rule.
    long rows(String table) {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
                var statement = connection.createStatement();
                var counted = statement.executeQuery("select count(*) from " + named(table))) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows could not be counted", e);
        }
    }

    private static String named(String table) {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("a table's name is lower-case letters");
        }
        return table;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedPostgres.DATABASE;
    }

    int port() {
        return port;
    }
}
