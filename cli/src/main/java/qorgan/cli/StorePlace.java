package qorgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import qorgan.keys.Epochs;
import qorgan.keys.Maintenance;
import qorgan.keys.RootKeys;
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

    @Option(names = "--user", defaultValue = "qorgan_app", description = "the database role")
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

    private Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(
                database,
                user,
                password == null ? "" : new String(Asked.secret("Password", password)));
    }
}
