package qorgan.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// A real PostgreSQL out of Maven artefacts, on loopback, with the database `qorgan` and its two
/// roles.
///
/// [#fast] is for tests: a new cluster in a temporary directory, without waiting for the disk.
/// [#durable] is for the demo, for drills and for measurements: `fsync`, `full_page_writes` and
/// `synchronous_commit` are on, the directory stays, and a server that a killed process left behind
/// is stopped first.
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "qorgan";
    public static final String OWNER = "qorgan_owner";
    public static final String APP = "qorgan_app";

    /// The key agents' roles begin with this and end with their office.
    public static final String AGENT = "qorgan_agent_";

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final RolePasswords passwords;

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, RolePasswords passwords) {
        this.server = server;
        this.passwords = passwords;
    }

    /// The passwords of the roles; the bootstrap sets them anew at every start.
    ///
    /// @param investigation of the investigation's key agent
    /// @param procuracy of the procuracy's key agent
    public record RolePasswords(String owner, String app, String investigation, String procuracy) {
        @Override
        public String toString() {
            return "RolePasswords[]";
        }
    }

    /// For tests: empty, quick, gone when closed.
    public static EmbeddedPostgres fast() {
        var builder =
                io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                        .setCleanDataDirectory(true);
        return start(builder, new RolePasswords("owner", "app", "investigation", "procuracy"));
    }

    /// For what must survive: the cluster in `directory` is made at the first start and kept.
    public static EmbeddedPostgres durable(Path directory, int port, RolePasswords passwords) {
        // After kill -9 of the parent the postmaster lives on, and a second one would wait for it
        // forever. SIGINT is its fast shutdown: it rolls back, writes its checkpoint and goes.
        StaleProcess.stop(directory.resolve("postmaster.pid"), "postgres", "", "INT");
        var builder =
                io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on");
        if (port > 0) {
            builder.setPort(port);
        }
        return start(builder, passwords);
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /// Another database beside the first, with the same roles, empty.
    ///
    /// @param name lower-case letters and underscores
    public String another(String name) {
        if (!name.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException("a database's name is lower-case letters");
        }
        try {
            bootstrap(name);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be prepared", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jdbcUrl(name);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    public int port() {
        return server.getPort();
    }

    public RolePasswords passwords() {
        return passwords;
    }

    /// A connection of the superuser, for setting up and for looking behind the service's back.
    public Connection superuser() throws SQLException {
        return superuser(DATABASE);
    }

    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder,
            RolePasswords passwords) {
        try {
            // Whoever starts it closes it, after the service: its own hook would be quicker than
            // Spring's.
            var server =
                    builder.setRegisterShutdownHook(false)
                            .setPGStartupWait(STARTUP)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", "100")
                            .start();
            var postgres = new EmbeddedPostgres(server, passwords);
            postgres.bootstrap(DATABASE);
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be prepared", e);
        }
    }

    private void bootstrap(String name) throws SQLException, IOException {
        try (var postgres =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                                "postgres",
                                "postgres");
                var statement = postgres.createStatement()) {
            var there =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + name + "'");
            if (!there.next()) {
                statement.execute("create database " + name);
            }
        }
        try (var database = DriverManager.getConnection(jdbcUrl(name), "postgres", "postgres");
                var settings =
                        database.prepareStatement(
                                "select set_config('qorgan.owner_password', ?, false),"
                                        + " set_config('qorgan.app_password', ?, false),"
                                        + " set_config('qorgan.agent_investigation_password', ?,"
                                        + " false), set_config('qorgan.agent_procuracy_password', ?,"
                                        + " false)");
                var statement = database.createStatement()) {
            settings.setString(1, passwords.owner());
            settings.setString(2, passwords.app());
            settings.setString(3, passwords.investigation());
            settings.setString(4, passwords.procuracy());
            settings.execute();
            statement.execute(bootstrapSql());
        }
    }

    private static String bootstrapSql() throws IOException {
        try (InputStream in =
                EmbeddedPostgres.class.getResourceAsStream("/postgres/bootstrap.sql")) {
            if (in == null) {
                throw new IllegalStateException("postgres/bootstrap.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
