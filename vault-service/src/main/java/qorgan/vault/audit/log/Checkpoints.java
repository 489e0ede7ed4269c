package qorgan.vault.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SignedNote;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.TileSource;

/// The signed checkpoints, and the cosignatures that came for them.
@Component
public class Checkpoints {
    private final JdbcTemplate jdbc;
    private final int quorum;

    Checkpoints(JdbcTemplate jdbc, LogSettings settings) {
        this.jdbc = jdbc;
        this.quorum = settings.quorum();
    }

    /// Writes a checkpoint in the sequencer's own transaction.
    void insert(Connection session, SignedNote note) throws SQLException {
        var head = Checkpoint.parse(note.text());
        try (var statement =
                session.prepareStatement(
                        "insert into audit_checkpoint (size, root, note) values (?, ?, ?)")) {
            statement.setLong(1, head.size());
            statement.setBytes(2, head.root().bytes());
            statement.setString(3, new String(note.bytes(), StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /// The newest checkpoint with the cosignatures it has so far.
    public Optional<SignedNote> latest() {
        return first("select size, note from audit_checkpoint order by size desc limit 1");
    }

    /// The newest checkpoint that enough witnesses countersigned, if there is any.
    public Optional<SignedNote> latestCosigned() {
        return first(
                """
                select c.size, c.note from audit_checkpoint c
                where (select count(distinct s.witness) from audit_cosignature s where s.size = c.size) >= ?
                order by c.size desc limit 1
                """,
                quorum);
    }

    /// The size of the newest checkpoint; 0 before the first.
    public long size() {
        var size = jdbc.queryForObject("select max(size) from audit_checkpoint", Long.class);
        return size == null ? 0 : size;
    }

    /// How many lines of a note are the log's own: those under its origin's name.
    public static int ownSignatures(SignedNote note) {
        var origin = Checkpoint.parse(note.text()).origin();
        return (int) note.signatures().stream().filter(line -> line.name().equals(origin)).count();
    }

    Optional<Hash> root(long size) {
        return jdbc
                .query(
                        "select root from audit_checkpoint where size = ?",
                        (row, _) -> Hash.of(row.getBytes(1)),
                        size)
                .stream()
                .findFirst();
    }

    void cosigned(long size, NoteSignature line) {
        jdbc.update(
                """
                insert into audit_cosignature (size, witness, key_id, line) values (?, ?, ?, ?) on conflict do nothing
                """,
                size,
                line.name(),
                line.keyId(),
                line.line());
    }

    /// Forgets checkpoints that nobody needs any more: of each hour the last stays, and the last
    /// that was countersigned.
    public void prune() {
        jdbc.queryForObject("select audit_prune_checkpoints()", Long.class);
    }

    /// The unfinished right edge of the log, read back from what is stored and held against the
    /// newest checkpoint.
    Edge edge(TileSource tiles) throws LogBroken {
        var size = size();
        if (size == 0) {
            return Edge.EMPTY;
        }
        try {
            var edge = Edge.read(tiles, size);
            if (root(size).filter(edge.root()::equals).isEmpty()) {
                throw new LogBroken("tiles and checkpoint disagree at size " + size);
            }
            return edge;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<SignedNote> first(String sql, Object... arguments) {
        return jdbc
                .query(
                        sql,
                        (row, _) ->
                                withCosignatures(
                                        row.getLong("size"),
                                        SignedNote.parse(
                                                row.getString("note")
                                                        .getBytes(StandardCharsets.UTF_8))),
                        arguments)
                .stream()
                .findFirst();
    }

    private SignedNote withCosignatures(long size, SignedNote note) {
        var all = note;
        for (var line : lines(size)) {
            all = all.with(NoteSignature.parse(line));
        }
        return all;
    }

    private List<String> lines(long size) {
        return jdbc.query(
                "select line from audit_cosignature where size = ? order by witness, key_id",
                (row, _) -> row.getString(1),
                size);
    }
}
