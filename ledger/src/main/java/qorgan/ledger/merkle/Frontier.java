package qorgan.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// The fewest hashes that stand for a tree and can still grow: one root per perfect subtree,
/// largest first. Mutable, one thread. Memory is one hash per set bit of the size, whatever the
/// size.
public final class Frontier {
    private final Hasher hasher = new Hasher();
    private final List<Hash> peaks;
    private long size;

    public Frontier() {
        this(0, List.of());
    }

    /// Preconditions: as many peaks as `size` has bits set.
    public Frontier(long size, List<Hash> peaks) {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(peaks.size() + " peaks for " + size + " leaves");
        }
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    public void append(Hash leaf) {
        append(leaf, 0);
    }

    /// Appends a perfect subtree of `2^level` leaves. Preconditions: the size is a multiple of
    /// `2^level`.
    public void append(Hash subtree, int level) {
        if ((size & ((1L << level) - 1)) != 0) {
            throw new IllegalArgumentException("level " + level + " does not fit at " + size);
        }
        Hash hash = subtree;
        for (long rest = size >> level; (rest & 1) == 1; rest >>= 1) {
            hash = hasher.node(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size += 1L << level;
    }

    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    public Hash root() {
        if (peaks.isEmpty()) {
            return Hasher.emptyRoot();
        }
        Hash hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = hasher.node(peaks.get(i), hash);
        }
        return hash;
    }
}
