package qorgan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final EmbeddedPostgres.RolePasswords PASSWORDS =
            new EmbeddedPostgres.RolePasswords("one", "two", "three", "four");

    @Test
    void durable_waits_for_the_disk_and_keeps_what_it_has(@TempDir Path directory)
            throws SQLException {
        var data = directory.resolve("pg");
        try (var postgres = EmbeddedPostgres.durable(data, 0, PASSWORDS)) {
            assertThat(show(postgres, "fsync")).isEqualTo("on");
            assertThat(show(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(show(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(show(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            try (var connection = postgres.superuser();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (n int)");
            }
        }
        try (var postgres = EmbeddedPostgres.durable(data, 0, PASSWORDS);
                var connection = postgres.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static String show(EmbeddedPostgres postgres, String setting) throws SQLException {
        try (var connection = postgres.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
