package qorgan.ledger.tiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Nodes;
import qorgan.ledger.merkle.Proofs;

/// A tree of a known size, read from tiles as far as a proof needs them: a handful, whatever the
/// size. One thread.
///
/// It trusts the tiles; whoever makes a proof from it checks the proof against a signed root.
public final class TileTree implements Nodes {
    private static final int REMEMBERED = 64;

    private final TileSource source;
    private final long size;
    private final Hasher hasher = new Hasher();
    private final Map<Tile, byte[]> tiles =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
                    return size() > REMEMBERED;
                }
            };

    public TileTree(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        return Proofs.root(size, this);
    }

    public List<Hash> inclusion(long index) {
        return Proofs.inclusion(index, size, this);
    }

    /// From the tree of `old` leaves to this one.
    public List<Hash> consistency(long old) {
        return Proofs.consistency(old, size, this);
    }

    /// The bytes of one entry.
    public byte[] entry(long index) {
        byte[] bundle = load(Tile.ENTRIES, index / Tile.WIDTH);
        int at = (int) (index % Tile.WIDTH);
        int offset = 0;
        for (int i = 0; ; i++) {
            int end = Bundle.end(bundle, offset).orElseThrow(() -> broken(index));
            if (i == at) {
                return Arrays.copyOfRange(bundle, offset + 2, end);
            }
            offset = end;
        }
    }

    private static UncheckedIOException broken(long index) {
        return new UncheckedIOException(
                new IOException("the bundle of entry " + index + " is cut"));
    }

    /// A tile that is missing or too short is an `UncheckedIOException` that names it.
    @Override
    public Hash node(int level, long index) {
        int height = level % 8;
        long first = index << height;
        byte[] tile = load(level / 8, first / Tile.WIDTH);
        int offset = (int) (first % Tile.WIDTH) * Hash.SIZE;
        return hasher.perfect(tile, offset, 1 << height);
    }

    private byte[] load(int level, long index) {
        int width = Tile.widthIn(size, level, index);
        if (width == 0) {
            throw new IllegalArgumentException("no such tile in a tree of " + size);
        }
        var tile = new Tile(level, index, width);
        return tiles.computeIfAbsent(tile, this::fetch);
    }

    private byte[] fetch(Tile tile) {
        try {
            byte[] bytes =
                    source.tile(tile)
                            .orElseThrow(() -> new IOException("the log lacks " + tile.path()));
            if (tile.level() != Tile.ENTRIES && bytes.length != tile.width() * Hash.SIZE) {
                throw new IOException("wrong length: " + tile.path());
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
