package qorgan.ledger.tiles;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import qorgan.ledger.merkle.Hash;

/// Entry bundles: entries one after the other, each behind its length in two bytes, the higher
/// first.
public final class Bundle {
    public static final int LONGEST_ENTRY = 0xffff;

    private Bundle() {}

    static void add(ByteArrayOutputStream bundle, byte[] entry) {
        if (entry.length > LONGEST_ENTRY) {
            throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
        }
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
    }

    /// Where the entry that starts at `offset` ends; empty when the bundle stops before that.
    public static OptionalInt end(byte[] bundle, int offset) {
        if (offset + 2 > bundle.length) {
            return OptionalInt.empty();
        }
        int end = offset + 2 + ((bundle[offset] & 0xff) << 8 | bundle[offset + 1] & 0xff);
        return end > bundle.length ? OptionalInt.empty() : OptionalInt.of(end);
    }

    /// All entries; an `IllegalArgumentException` when the last one is cut off.
    public static List<byte[]> entries(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        for (int offset = 0; offset < bundle.length; ) {
            int end =
                    end(bundle, offset).orElseThrow(() -> new IllegalArgumentException("cut off"));
            entries.add(Arrays.copyOfRange(bundle, offset + 2, end));
            offset = end;
        }
        return entries;
    }

    /// The first `tile.width()` hashes or entries of a full tile. What is too short stays as it is:
    /// its reader will say so.
    static byte[] cut(Tile tile, byte[] full) {
        if (tile.level() != Tile.ENTRIES) {
            return Arrays.copyOf(full, Math.min(full.length, tile.width() * Hash.SIZE));
        }
        int offset = 0;
        for (int i = 0; i < tile.width(); i++) {
            var end = end(full, offset);
            if (end.isEmpty()) {
                return full;
            }
            offset = end.getAsInt();
        }
        return Arrays.copyOf(full, offset);
    }
}
