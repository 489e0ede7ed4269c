package qorgan.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import qorgan.vault.Application;

/// What PostgreSQL does by itself: ten columns that pgcrypto decrypts (AES-256-CBC, the cheapest it
/// has), and the same trail row in a table with the same indexes, in one statement and one commit.
/// Where the server has pgaudit, that writes each statement to the server's log beside it.
final class Peer implements AutoCloseable {
    private static final String MIGRATION = "/db/migration/audit/V1__access_log.sql";
    private static final int FIELDS = 10;
    private static final String KEY = "'\\x" + "5a".repeat(32) + "'::bytea";

    private final List<UUID> subjects;
    private final Connection[] connections;
    private final PreparedStatement[] statements;

    private Peer(List<UUID> subjects, int clients) {
        this.subjects = subjects;
        this.connections = new Connection[clients];
        this.statements = new PreparedStatement[clients];
    }

    interface Database {
        Connection connect() throws SQLException;
    }

    static Peer ready(Database database, List<UUID> subjects, int clients) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pgcrypto");
            statement.execute("drop table if exists peer_trail");
            statement.execute("drop table if exists peer_row");
            createTrail(statement);
            statement.execute(
                    "create table peer_row (subject uuid primary key, iv bytea not null"
                            + ", f%d bytea not null"
                                    .repeat(FIELDS)
                                    .formatted(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                            + ")");
            var sealed = new StringBuilder();
            for (int field = 0; field < FIELDS; field++) {
                sealed.append(", encrypt_iv(?, ").append(KEY).append(", i.iv, 'aes-cbc')");
            }
            try (var insert =
                    connection.prepareStatement(
                            "insert into peer_row select ?, i.iv"
                                    + sealed
                                    + " from (select gen_random_bytes(16) as iv) i")) {
                for (var subject : subjects) {
                    insert.setObject(1, subject);
                    for (int field = 0; field < FIELDS; field++) {
                        insert.setBytes(
                                2 + field,
                                Service.value(subject, field).getBytes(StandardCharsets.UTF_8));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.execute("analyze peer_row");
        }
        var peer = new Peer(subjects, clients);
        for (int client = 0; client < clients; client++) {
            peer.connections[client] = database.connect();
            peer.statements[client] = peer.connections[client].prepareStatement(sql());
        }
        return peer;
    }

    /// The access log's own table and indexes under another name.
    private static void createTrail(Statement statement) throws SQLException {
        for (var command : migration().split(";")) {
            var bare = command.strip();
            if (bare.contains("create table audit_entry (")
                    || bare.startsWith("create index audit_entry_")) {
                statement.execute(bare.replace("audit_entry", "peer_trail"));
            }
        }
    }

    private static String migration() {
        try (var in = Application.class.getResourceAsStream(MIGRATION)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sql() {
        var opened = new StringBuilder();
        for (int field = 0; field < FIELDS; field++) {
            opened.append(field == 0 ? "" : ", ")
                    .append("decrypt_iv(f")
                    .append(field)
                    .append(", ")
                    .append(KEY)
                    .append(", iv, 'aes-cbc')");
        }
        return """
               with trail as (
                   insert into peer_trail (region, office, entry_id, kind, actor, realm, channel, assurance,
                       purpose, basis, subjects, fields, decision_digest, pack_digest, request_id, details,
                       opens, at)
                   values ('KZ-ALA', ?, ?, 'DISCLOSURE', ?, 'OFFICIALS', 'API', 'SILVER', 'whereabouts', ?, ?, ?,
                       ?, ?, ?, '{}', true, clock_timestamp()))
               select %s from peer_row where subject = ?
               """
                .formatted(opened);
    }

    void once(int client) throws SQLException {
        var statement = statements[client];
        var connection = connections[client];
        var subject = subjects.get(ThreadLocalRandom.current().nextInt(subjects.size()));
        statement.setObject(1, Service.OFFICE);
        statement.setObject(2, UUID.randomUUID());
        statement.setObject(3, Service.ACTOR);
        statement.setArray(4, connection.createArrayOf("text", Service.BASIS.toArray()));
        statement.setArray(
                5, connection.createArrayOf("bytea", new byte[][] {Service.token(subject)}));
        statement.setArray(6, connection.createArrayOf("text", Service.CODES.toArray()));
        statement.setBytes(7, new byte[32]);
        statement.setBytes(8, new byte[32]);
        statement.setObject(9, UUID.randomUUID());
        statement.setObject(10, subject);
        try (var row = statement.executeQuery()) {
            row.next();
            for (int field = 0; field < FIELDS; field++) {
                if (row.getBytes(1 + field).length == 0) {
                    throw new IllegalStateException("nothing was read");
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
