package qorgan.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/// Everything the database holds, as text in the form that `pg_dump` gives to data: one `COPY`
/// a table, taken in one snapshot by the superuser, so that no row-level rule hides anything
/// from whoever examines it. The embedded server comes without `pg_dump`, hence this.
final class Dump {
    private static final String TABLES =
            """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') order by 1
            """;

    private Dump() {}

    /// Writes all tables of the database to `file`; gives how many.
    static int write(String jdbcUrl, Path file) throws IOException, SQLException {
        var superuser = new Properties();
        superuser.setProperty("user", "postgres");
        superuser.setProperty("password", "postgres");
        try (var connection = DriverManager.getConnection(jdbcUrl, superuser);
                var out = Files.newOutputStream(file)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var tables = tables(connection);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables) {
                line(out, "COPY " + table + " FROM stdin;");
                copy.copyOut("copy " + table + " to stdout", out);
                line(out, "\\.\n");
            }
            connection.rollback();
            return tables.size();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
