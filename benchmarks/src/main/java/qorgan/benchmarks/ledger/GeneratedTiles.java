package qorgan.benchmarks.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileFile;
import qorgan.ledger.tiles.TileSource;

/// A log of any size whose entries follow from their numbers: level 0 and the bundles are computed
/// when asked for and remembered, the few tiles above are kept as the tree grows.
final class GeneratedTiles implements TileSource {
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Map<String, byte[]> remembered = new HashMap<>();
    private final Hasher hasher = new Hasher();

    /// An entry with a leaf's size and no pattern.
    static byte[] entry(long number) {
        var entry = ByteBuffer.allocate(33).put((byte) 1);
        long state = number;
        for (int i = 0; i < 4; i++) {
            state += 0x9e3779b97f4a7c15L;
            long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
            entry.putLong(mixed ^ mixed >>> 31);
        }
        return entry.array();
    }

    static List<byte[]> entries(long from, int count) {
        var entries = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(from + i));
        }
        return entries;
    }

    void keepUpper(List<TileFile> files) {
        for (TileFile file : files) {
            if (file.tile().level() > 0) {
                kept.put(file.path(), file.bytes());
            }
        }
    }

    @Override
    public Optional<byte[]> read(String path) {
        var tile = Tile.parse(path);
        if (tile.isEmpty() || tile.get().level() > 0) {
            return Optional.ofNullable(kept.get(path));
        }
        return Optional.of(remembered.computeIfAbsent(path, _ -> generate(tile.get())));
    }

    private byte[] generate(Tile tile) {
        var out = new ByteArrayOutputStream();
        for (byte[] entry : entries(tile.index() * Tile.WIDTH, tile.width())) {
            if (tile.level() == Tile.ENTRIES) {
                out.write(entry.length >> 8);
                out.write(entry.length);
                out.writeBytes(entry);
            } else {
                out.writeBytes(hasher.leaf(entry).bytes());
            }
        }
        return out.toByteArray();
    }

    static int bytes(List<Hash> path) {
        return path.size() * Hash.SIZE;
    }
}
