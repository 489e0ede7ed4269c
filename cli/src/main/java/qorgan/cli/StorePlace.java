package qorgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import qorgan.keys.Epochs;
import qorgan.keys.KeyTable;
import qorgan.keys.Maintenance;
import qorgan.keys.RootKeys;
import qorgan.keys.SubjectId;
import qorgan.keys.SubjectTokens;
import qorgan.keys.Vault;

/// Root key, epochs and database of a house, as options of a command.
final class StorePlace {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private RootPlace root = new RootPlace();

    @Option(
            names = "--epochs",
            required = true,
            paramLabel = "DIR",
            description = "the epoch keys, outside every database backup")
    private Path epochs = Path.of("");

    @Option(
            names = "--database",
            required = true,
            paramLabel = "JDBC-URL",
            description = "where the table subject_key is")
    private String database = "";

    @Option(
            names = "--user",
            defaultValue = "qorgan_owner",
            description = "the database role; the one that runs the service changes no key")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "its password")
    private @Nullable Path password;

    /// What a command does with an open store.
    interface Work {
        int with(Maintenance maintenance, KeyTable table, RootKeys root)
                throws IOException, SQLException;
    }

    int open(Work work) throws IOException {
        try (var connection = connect();
                var management = root.open()) {
            var table = new KeyTable(connection);
            var keys = new RootKeys(management, Epochs.in(epochs));
            var started =
                    Vault.start(
                            keys,
                            table,
                            (entry, instance, now) -> false,
                            Clock.systemUTC(),
                            "command line");
            return work.with(started.vault().maintenance(), table, keys);
        } catch (SQLException e) {
            throw new IOException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /// What a command does that asks what stands against an erasure.
    interface HeldWork {
        int with(Maintenance maintenance, Predicate<SubjectId> held) throws IOException;
    }

    int openWithHolds(HeldWork work) throws IOException {
        try (var connection = connect();
                var management = root.open()) {
            var started =
                    Vault.start(
                            new RootKeys(management, Epochs.in(epochs)),
                            new KeyTable(connection),
                            (entry, instance, now) -> false,
                            Clock.systemUTC(),
                            "command line");
            return work.with(
                    started.vault().maintenance(),
                    subject -> isHeld(connection, started.tokens(), subject));
        } catch (SQLException e) {
            throw new IOException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /// A legal hold, an open complaint, or a request about the person that was not answered yet.
    private static boolean isHeld(Connection on, SubjectTokens tokens, SubjectId subject) {
        var sql =
                """
                select exists (select from audit_held(?, clock_timestamp()))
                    or exists (select from disclosure_resolution r where r.subject_id = ?
                        and not exists (select from disclosure_delivery d
                            where d.request_id = r.request_id))
                """;
        try (var statement = on.prepareStatement(sql)) {
            statement.setBytes(1, tokens.token(subject, "tracker"));
            statement.setObject(2, subject.value());
            try (var rows = statement.executeQuery()) {
                return !rows.next() || rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what holds cannot be read", e);
        }
    }

    private Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(
                database,
                user,
                password == null ? "" : new String(Asked.secret("Password", password)));
    }
}
