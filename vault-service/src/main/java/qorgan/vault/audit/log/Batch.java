package qorgan.vault.audit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.TileFile;

/// What one beat adds to the log: committed leaves in the order in which they were queued, then
/// padding up to a size that says little about how many there were.
///
/// While few leaves wait, a beat takes a quantum of them and no more: a request, which makes a
/// dozen leaves, goes out over a few beats that each look like a quiet one. Only when more wait
/// than so many beats would take does a beat take them all; its size is then the quantum, doubled
/// until they fit: 4, 8, 16 … So a busy hour shows no more than its order of magnitude.
///
/// @param salts of the padding, which opens by them
record Batch(List<Queued> queued, List<byte[]> salts, List<byte[]> padding) {
    Batch(List<Queued> queued, List<byte[]> salts) {
        this(
                queued,
                salts,
                salts.stream().map(salt -> LeafOpening.padding(salt).leaf().bytes()).toList());
    }

    record Queued(long place, UUID leaf, byte[] bytes) {}

    static int width(int leaves, int quantum) {
        var width = quantum;
        while (width < leaves) {
            width *= 2;
        }
        return width;
    }

    /// How many of the waiting leaves a beat takes.
    static int taken(int waiting, int quantum, int calmBeats) {
        return waiting <= quantum * calmBeats ? Math.min(waiting, quantum) : waiting;
    }

    /// Preconditions: the connection's transaction belongs to the elected sequencer.
    static List<Queued> queued(Connection connection, int most) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select p.place, p.leaf_id, l.leaf from audit_leaf_pending p join audit_leaf l using (leaf_id)
                        order by p.place limit ?
                        """)) {
            statement.setInt(1, most);
            var queued = new ArrayList<Queued>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    queued.add(
                            new Queued(
                                    row.getLong(1), row.getObject(2, UUID.class), row.getBytes(3)));
                }
            }
            return queued;
        }
    }

    /// The entries in their final order.
    List<byte[]> entries() {
        var entries = new ArrayList<byte[]>(queued.size() + padding.size());
        queued.forEach(each -> entries.add(each.bytes()));
        entries.addAll(padding);
        return entries;
    }

    /// Positions, full tiles, and the queue emptied of what has a position now.
    void store(Connection connection, long from, Edge.Grown grown) throws SQLException {
        var hasher = new Hasher();
        var count = queued.size() + padding.size();
        var indexes = new Long[count];
        var leaves = new @Nullable UUID[count];
        var hashes = new byte[count][];
        var fillers = new byte[count] @Nullable [];
        var fillerSalts = new byte[count] @Nullable [];
        for (var i = 0; i < count; i++) {
            var real = i < queued.size();
            indexes[i] = from + i;
            leaves[i] = real ? queued.get(i).leaf() : null;
            var bytes = real ? queued.get(i).bytes() : padding.get(i - queued.size());
            hashes[i] = hasher.leaf(bytes).bytes();
            fillers[i] = real ? null : bytes;
            fillerSalts[i] = real ? null : salts.get(i - queued.size());
        }
        try (var statement =
                connection.prepareStatement(
                        """
                        insert into audit_position (log_index, leaf_id, leaf_hash, padding, padding_salt)
                        select * from unnest(?::bigint[], ?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[])
                        """)) {
            statement.setArray(1, connection.createArrayOf("bigint", indexes));
            statement.setArray(2, connection.createArrayOf("uuid", leaves));
            statement.setArray(3, connection.createArrayOf("bytea", hashes));
            statement.setArray(4, connection.createArrayOf("bytea", fillers));
            statement.setArray(5, connection.createArrayOf("bytea", fillerSalts));
            statement.executeUpdate();
        }
        dequeue(connection);
        for (var file : grown.files()) {
            if (!file.tile().isPartial()) {
                store(connection, file, hasher);
            }
        }
    }

    private void dequeue(Connection connection) throws SQLException {
        if (queued.isEmpty()) {
            return;
        }
        try (var statement =
                connection.prepareStatement(
                        "delete from audit_leaf_pending where place = any (?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", queued.stream().map(Queued::place).toArray()));
            if (statement.executeUpdate() != queued.size()) {
                throw new IllegalStateException("the queue changed under the sequencer");
            }
        }
    }

    private static void store(Connection connection, TileFile file, Hasher hasher)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "insert into audit_tile (level, number, bytes, root) values (?, ?, ?, ?)")) {
            var tile = file.tile();
            statement.setInt(1, tile.level());
            statement.setLong(2, tile.index());
            statement.setBytes(3, file.bytes());
            statement.setBytes(
                    4,
                    tile.level() < 0
                            ? null
                            : hasher.perfect(file.bytes(), 0, tile.width()).bytes());
            statement.executeUpdate();
        }
    }
}
