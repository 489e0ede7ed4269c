package qorgan.vault.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of the access log. Inserts and reads; there is nothing else to do to them.
@Component
class Entries {
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    Entries(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(EntryRow row) {
        jdbc.update(
                """
                insert into audit_entry (region, office, entry_id, kind, actor, realm, channel, assurance,
                    purpose, basis, subjects, fields, decision_digest, pack_digest, request_id, case_id, holder,
                    details, opens, withheld_until, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                """,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setString(1, row.region());
                    statement.setObject(2, row.office());
                    statement.setObject(3, row.entry());
                    statement.setString(4, row.kind().name());
                    statement.setObject(5, row.actor());
                    statement.setString(6, row.realm());
                    statement.setString(7, row.channel());
                    statement.setString(8, row.assurance());
                    statement.setString(9, row.purpose());
                    statement.setArray(10, connection.createArrayOf("text", row.basis().toArray()));
                    statement.setArray(
                            11,
                            connection.createArrayOf(
                                    "bytea", row.subjects().toArray(new byte[0][])));
                    statement.setArray(
                            12, connection.createArrayOf("text", row.fields().toArray()));
                    statement.setBytes(13, row.decisionDigest());
                    statement.setBytes(14, row.packDigest());
                    statement.setObject(15, row.request());
                    statement.setObject(16, row.caseId());
                    statement.setObject(17, row.holder());
                    statement.setString(18, json.writeValueAsString(row.details()));
                    statement.setBoolean(19, row.opens());
                    statement.setTimestamp(20, timestamp(row.withheldUntil()));
                    statement.setTimestamp(21, Timestamp.from(row.at()));
                });
    }

    Optional<EntryRow> find(EntryId entry) {
        return jdbc
                .query("select * from audit_entry where entry_id = ?", this::read, entry.value())
                .stream()
                .findFirst();
    }

    EntryRow read(ResultSet row, int number) throws SQLException {
        return new EntryRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("entry_id", UUID.class),
                EntryKind.valueOf(row.getString("kind")),
                row.getObject("actor", UUID.class),
                row.getString("realm"),
                row.getString("channel"),
                row.getString("assurance"),
                row.getString("purpose"),
                strings(row, "basis"),
                Arrays.asList((byte[][]) row.getArray("subjects").getArray()),
                strings(row, "fields"),
                row.getBytes("decision_digest"),
                row.getBytes("pack_digest"),
                row.getObject("request_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("holder", UUID.class),
                json.readValue(row.getString("details"), DETAILS),
                row.getBoolean("opens"),
                instant(row.getTimestamp("withheld_until")),
                row.getTimestamp("at").toInstant());
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
