package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.json.Json;

/// The leaves of facts: each revision of a row that an answer may be built from has one, committed
/// in the transaction that writes the row.
///
/// `content` is RFC 8785 canonical JSON of the row's clear columns and of the SHA-256 of its sealed
/// ones: an object of at most 27 members, each a commitment of its own under its own salt, so that
/// a court can be shown one field of one row and nothing else.
@Service
public class Leaves {
    private static final String ROW_KIND = "rowKind";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Leaves(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Commits to a revision of a row, in the caller's transaction.
    @Transactional
    public Leaf append(LeafKind kind, UUID row, long revision, byte[] content) {
        return append(kind, row, revision, Json.parseObject(content));
    }

    @Transactional
    Leaf append(LeafKind kind, UUID row, long revision, Json.Members content) {
        var leaf = fresh(kind, row, revision, content);
        insert(List.of(leaf));
        return leaf.leaf();
    }

    /// A revision of a row that a leaf commits to.
    public record Row(LeafKind kind, UUID row, long revision, byte[] content) {}

    /// Commits to many rows in one batch, in the caller's transaction.
    @Transactional
    public void appendAll(Collection<Row> rows) {
        insert(
                rows.stream()
                        .map(
                                row ->
                                        fresh(
                                                row.kind(),
                                                row.row(),
                                                row.revision(),
                                                Json.parseObject(row.content())))
                        .toList());
    }

    /// The leaf of an entry, for whoever writes both at once.
    Fresh fresh(LeafKind kind, EntryRow row) {
        return fresh(kind, row.entry(), 0, row.content());
    }

    /// A leaf that is not written yet.
    record Fresh(
            UUID id,
            LeafKind kind,
            UUID row,
            long revision,
            byte[] salt,
            String content,
            Leaf leaf) {}

    private Fresh fresh(LeafKind kind, UUID row, long revision, Json.Members content) {
        var members = named(row, revision, content);
        var salt = LeafOpening.freshSalt(Entropy.source());
        return new Fresh(
                Entropy.uuid(),
                kind,
                row,
                revision,
                salt,
                members.canonical(),
                LeafOpening.of(kind.name(), members, salt).leaf());
    }

    private void insert(List<Fresh> leaves) {
        var now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                """
                insert into audit_leaf (leaf_id, kind, row_id, revision, salt, content, leaf, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                leaves,
                leaves.size(),
                (statement, leaf) -> {
                    statement.setObject(1, leaf.id());
                    statement.setString(2, leaf.kind().name());
                    statement.setObject(3, leaf.row());
                    statement.setLong(4, leaf.revision());
                    statement.setBytes(5, leaf.salt());
                    statement.setString(6, leaf.content());
                    statement.setBytes(7, leaf.leaf().bytes());
                    statement.setTimestamp(8, now);
                });
        jdbc.batchUpdate(
                "insert into audit_leaf_pending (leaf_id) values (?)",
                leaves,
                leaves.size(),
                (statement, leaf) -> statement.setObject(1, leaf.id()));
    }

    /// Whether this content is what the leaf of that revision committed to. False also when there
    /// is no such leaf: an answer is never built from a row that nobody committed to.
    @Transactional(readOnly = true)
    public boolean matches(LeafKind kind, UUID row, long revision, byte[] content) {
        return matches(kind, row, revision, Json.parseObject(content));
    }

    @Transactional(readOnly = true)
    boolean matches(LeafKind kind, UUID row, long revision, Json.Members content) {
        return find(kind, row, revision)
                .filter(
                        stored ->
                                stored.isInPlace()
                                        && LeafOpening.of(
                                                        kind.name(),
                                                        named(row, revision, content),
                                                        stored.salt())
                                                .opens(Leaf.parse(stored.leaf())))
                .isPresent();
    }

    Optional<StoredLeaf> find(LeafKind kind, UUID row, long revision) {
        return jdbc
                .query(
                        """
                        select l.leaf_id, l.salt, l.content, l.leaf, p.log_index, p.leaf_hash
                        from audit_leaf l left join audit_position p using (leaf_id)
                        where l.kind = ? and l.row_id = ? and l.revision = ?
                        """,
                        (found, _) ->
                                new StoredLeaf(
                                        found.getObject("leaf_id", UUID.class),
                                        kind,
                                        row,
                                        revision,
                                        found.getBytes("salt"),
                                        found.getString("content"),
                                        found.getBytes("leaf"),
                                        Optional.ofNullable(
                                                found.getObject("log_index", Long.class)),
                                        Optional.ofNullable(found.getBytes("leaf_hash"))),
                        kind.name(),
                        row,
                        revision)
                .stream()
                .findFirst();
    }

    /// A leaf says its kind under `kind`; a row that has a column of that name keeps it as
    /// `rowKind`.
    private static Json.Members named(UUID row, long revision, Json.Members content) {
        var named = content.with("row", row.toString()).with("revision", revision);
        var own = content.get(LeafOpening.KIND);
        if (own.isEmpty()) {
            return named;
        }
        var values = new TreeMap<>(named.with(ROW_KIND, own.get()).values());
        values.remove(LeafOpening.KIND);
        return new Json.Members(values);
    }

    /// A leaf as it is stored, with its place in the log once it has one.
    record StoredLeaf(
            UUID id,
            LeafKind kind,
            UUID row,
            long revision,
            byte[] salt,
            String content,
            byte[] leaf,
            Optional<Long> index,
            Optional<byte[]> hashInLog) {

        /// A leaf that the log has already must be the one the log has.
        boolean isInPlace() {
            return hashInLog
                    .map(hash -> Arrays.equals(hash, Leaf.parse(leaf).hash().bytes()))
                    .orElse(true);
        }

        LeafOpening opening() {
            return LeafOpening.of(
                    kind.name(), Json.parseObject(content.getBytes(StandardCharsets.UTF_8)), salt);
        }
    }
}
