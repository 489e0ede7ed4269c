package qorgan.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/// Everything the database holds, as text in the form that `pg_dump` gives to data: one `COPY` a
/// table, taken in one snapshot by the superuser, so that no row-level rule hides anything from
/// whoever examines it. The embedded server comes without `pg_dump`, hence this.
public final class Dump {
    private static final String TABLES =
            """
            select quote_ident(t.table_schema) || '.' || quote_ident(t.table_name),
                   string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position)
            from information_schema.tables t
            join information_schema.columns c using (table_schema, table_name)
            where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
              and t.table_schema not in ('pg_catalog', 'information_schema')
            group by t.table_schema, t.table_name order by 1
            """;

    private Dump() {}

    /// Writes all tables of the database to `file`; gives how many.
    public static int write(String jdbcUrl, Path file) throws IOException, SQLException {
        var superuser = new Properties();
        superuser.setProperty("user", "postgres");
        superuser.setProperty("password", "postgres");
        try (var connection = DriverManager.getConnection(jdbcUrl, superuser);
                var out = Files.newOutputStream(file)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var tables = tables(connection);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables.entrySet()) {
                line(out, "COPY " + table.getKey() + " (" + table.getValue() + ") FROM stdin;");
                copy.copyOut(
                        "copy " + table.getKey() + " (" + table.getValue() + ") to stdout", out);
                line(out, "\\.\n");
            }
            connection.rollback();
            return tables.size();
        }
    }

    /// The tables with their columns.
    private static Map<String, String> tables(Connection connection) throws SQLException {
        var tables = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        }
        return tables;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
