package qorgan.vault.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of the access log. Inserts and reads; there is nothing else to do to them.
@Component
class Entries {
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private static final String INSERT =
            """
            insert into audit_entry (region, office, entry_id, kind, actor, realm, channel, assurance,
                purpose, basis, subjects, fields, decision_digest, pack_digest, request_id, case_id, holder,
                details, opens, withheld_until, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            """;

    private static final String COMMIT =
            """
            with entry as (
                insert into audit_entry (region, office, entry_id, kind, actor, realm, channel, assurance, purpose,
                    basis, subjects, fields, decision_digest, pack_digest, request_id, case_id, holder, details,
                    opens, withheld_until, at)
                select region, office, entry_id, kind, actor, realm, channel, assurance, purpose,
                    basis, subjects, fields, decision_digest, pack_digest, request_id, case_id, holder, details,
                    opens, withheld_until, at
                from jsonb_populate_recordset(null::audit_entry, ?::jsonb)),
            made as (select * from jsonb_populate_recordset(null::audit_leaf, ?::jsonb)),
            leaf as (
                insert into audit_leaf (leaf_id, kind, row_id, revision, salt, content, leaf, recorded_at)
                select leaf_id, kind, row_id, revision, salt, content, leaf, recorded_at from made)
            insert into audit_leaf_pending (leaf_id) select leaf_id from made
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Entries(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void insert(EntryRow row) {
        insert(List.of(row));
    }

    void insert(List<EntryRow> rows) {
        jdbc.batchUpdate(INSERT, rows, rows.size(), this::set);
    }

    /// An entry and its leaf as the database will read them.
    record Ready(EntryId entry, String row, String leaf) {}

    /// What costs time is done by whoever brings the entry, before it waits for the others.
    Ready ready(EntryRow row, Leaves.Fresh leaf) {
        return new Ready(
                new EntryId(row.entry()),
                json.writeValueAsString(columns(row)),
                json.writeValueAsString(columns(leaf, clock.instant().toString())));
    }

    /// Writes entries and their leaves, and queues the leaves, in one statement. Preconditions: no
    /// transaction is open, so that the statement is one.
    void commit(List<Ready> ready) {
        jdbc.update(
                COMMIT,
                ready.stream().map(Ready::row).collect(Collectors.joining(",", "[", "]")),
                ready.stream().map(Ready::leaf).collect(Collectors.joining(",", "[", "]")));
    }

    private Map<String, @Nullable Object> columns(EntryRow row) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("region", row.region());
        columns.put("office", row.office());
        columns.put("entry_id", row.entry());
        columns.put("kind", row.kind().name());
        columns.put("actor", row.actor());
        columns.put("realm", row.realm());
        columns.put("channel", row.channel());
        columns.put("assurance", row.assurance());
        columns.put("purpose", row.purpose());
        columns.put("basis", row.basis());
        columns.put("subjects", row.subjects().stream().map(Entries::hex).toList());
        columns.put("fields", row.fields());
        columns.put("decision_digest", hex(row.decisionDigest()));
        columns.put("pack_digest", hex(row.packDigest()));
        columns.put("request_id", row.request());
        columns.put("case_id", row.caseId());
        columns.put("holder", row.holder());
        columns.put("details", row.details());
        columns.put("opens", row.opens());
        columns.put("withheld_until", text(row.withheldUntil()));
        columns.put("at", row.at().toString());
        return columns;
    }

    private static Map<String, Object> columns(Leaves.Fresh leaf, String now) {
        return Map.of(
                "leaf_id", leaf.id(),
                "kind", leaf.kind().name(),
                "row_id", leaf.row(),
                "revision", leaf.revision(),
                "salt", hex(leaf.salt()),
                "content", leaf.content(),
                "leaf", hex(leaf.leaf().bytes()),
                "recorded_at", now);
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private void set(PreparedStatement statement, EntryRow row) throws SQLException {
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
                11, connection.createArrayOf("bytea", row.subjects().toArray(new byte[0][])));
        statement.setArray(12, connection.createArrayOf("text", row.fields().toArray()));
        statement.setBytes(13, row.decisionDigest());
        statement.setBytes(14, row.packDigest());
        statement.setObject(15, row.request());
        statement.setObject(16, row.caseId());
        statement.setObject(17, row.holder());
        statement.setString(18, json.writeValueAsString(row.details()));
        statement.setBoolean(19, row.opens());
        statement.setTimestamp(20, timestamp(row.withheldUntil()));
        statement.setTimestamp(21, Timestamp.from(row.at()));
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
