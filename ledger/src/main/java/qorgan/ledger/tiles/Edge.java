package qorgan.ledger.tiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import qorgan.ledger.merkle.Frontier;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;

/// The right edge of a tiled tree: its unfinished tiles, one a level, and its unfinished entry
/// bundle. That is all a sequencer needs in order to append, so integrating a batch is a pure
/// function of edge and entries, costs the same at ten entries and at ten million, and two
/// instances that integrate the same entries write the same bytes.
///
/// Immutable.
public final class Edge {
    public static final Edge EMPTY = new Edge(0, List.of(), new byte[0]);

    private final long size;
    private final List<byte[]>
            levels; // unfinished hash tiles from level 0 up, each 0 to 255 hashes
    private final byte[] bundle;

    private Edge(long size, List<byte[]> levels, byte[] bundle) {
        this.size = size;
        this.levels = levels;
        this.bundle = bundle;
    }

    /// Reads the edge of a tree of `size` leaves back from its files. What it returns is only as
    /// good as they are: compare [#root] with a checkpoint.
    public static Edge read(TileSource source, long size) throws IOException {
        var levels = new ArrayList<byte[]>();
        for (int level = 0; size >> 8 * level > 0; level++) {
            levels.add(unfinished(source, size, level));
        }
        return new Edge(size, List.copyOf(levels), unfinished(source, size, Tile.ENTRIES));
    }

    private static byte[] unfinished(TileSource source, long size, int level) throws IOException {
        long hashes = size >> 8 * Math.max(level, 0);
        int width = (int) (hashes % Tile.WIDTH);
        if (width == 0) {
            return new byte[0];
        }
        var tile = new Tile(level, hashes / Tile.WIDTH, width);
        byte[] bytes =
                source.tile(tile)
                        .orElseThrow(() -> new IOException("the log lacks " + tile.path()));
        if (level != Tile.ENTRIES && bytes.length != width * Hash.SIZE) {
            throw new IOException("wrong length: " + tile.path());
        }
        return bytes;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        var frontier = new Frontier();
        var hasher = new Hasher();
        for (int level = levels.size() - 1; level >= 0; level--) {
            byte[] tile = levels.get(level);
            int offset = 0;
            for (int rest = tile.length / Hash.SIZE;
                    rest > 0;
                    rest -= Integer.highestOneBit(rest)) {
                int count = Integer.highestOneBit(rest);
                frontier.append(
                        hasher.perfect(tile, offset, count),
                        8 * level + Integer.numberOfTrailingZeros(count));
                offset += count * Hash.SIZE;
            }
        }
        return frontier.root();
    }

    /// What the tree becomes with these entries behind it, and the files to write first. Every tile
    /// that a checkpoint of the new size needs and the old one lacked is among them.
    public Grown append(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return new Grown(this, List.of());
        }
        var growth = new Growth();
        for (byte[] entry : entries) {
            growth.add(entry);
        }
        return growth.finish();
    }

    /// An edge and the files that lead to it.
    public record Grown(Edge edge, List<TileFile> files) {
        public Grown {
            files = List.copyOf(files);
        }
    }

    private final class Growth {
        private final Hasher hasher = new Hasher();
        private final List<ByteArrayOutputStream> rows = new ArrayList<>();
        private final List<TileFile> files = new ArrayList<>();
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private long count = size;
        private int touched; // levels below this one have changed since the last checkpoint

        Growth() {
            entries.writeBytes(bundle);
            for (byte[] level : levels) {
                row().writeBytes(level);
            }
        }

        private ByteArrayOutputStream row() {
            var row = new ByteArrayOutputStream();
            rows.add(row);
            return row;
        }

        void add(byte[] entry) {
            Bundle.add(entries, entry);
            count++;
            if (count % Tile.WIDTH == 0) {
                files.add(
                        new TileFile(
                                Tile.entries(count / Tile.WIDTH - 1, Tile.WIDTH),
                                entries.toByteArray()));
                entries.reset();
            }
            add(0, hasher.leaf(entry));
        }

        private void add(int level, Hash hash) {
            var row = level < rows.size() ? rows.get(level) : row();
            touched = Math.max(touched, level + 1);
            row.writeBytes(hash.bytes());
            if (row.size() == Tile.WIDTH * Hash.SIZE) {
                byte[] tile = row.toByteArray();
                row.reset();
                files.add(
                        new TileFile(
                                Tile.hashes(level, (count >> 8 * (level + 1)) - 1, Tile.WIDTH),
                                tile));
                add(level + 1, hasher.perfect(tile, 0, Tile.WIDTH));
            }
        }

        Grown finish() {
            if (entries.size() > 0) {
                files.add(
                        new TileFile(
                                Tile.entries(count / Tile.WIDTH, (int) (count % Tile.WIDTH)),
                                entries.toByteArray()));
            }
            for (int level = 0; level < touched; level++) {
                int width = rows.get(level).size() / Hash.SIZE;
                if (width > 0) {
                    files.add(
                            new TileFile(
                                    Tile.hashes(level, count >> 8 * (level + 1), width),
                                    rows.get(level).toByteArray()));
                }
            }
            var grown =
                    new Edge(
                            count,
                            rows.stream().map(ByteArrayOutputStream::toByteArray).toList(),
                            entries.toByteArray());
            return new Grown(grown, files);
        }
    }
}
