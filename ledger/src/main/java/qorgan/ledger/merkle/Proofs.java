package qorgan.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// Inclusion and consistency proofs (RFC 6962 §2.1.1 and §2.1.2), made from [Nodes] and checked
/// from hashes alone.
public final class Proofs {
    /// No tree in this world is higher; a longer proof is refused before any hashing.
    public static final int LONGEST = 63;

    private Proofs() {}

    /// The root of the first `size` leaves.
    public static Hash root(long size, Nodes nodes) {
        return size == 0 ? Hasher.emptyRoot() : range(0, size, nodes, new Hasher());
    }

    /// Siblings from the leaf up. Preconditions: `0 <= index < size`.
    public static List<Hash> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        var path = new ArrayList<Hash>();
        climb(index, 0, size, nodes, new Hasher(), path);
        return List.copyOf(path);
    }

    /// What shows that the tree of `size` leaves begins with the tree of `old` leaves; empty when
    /// `old` is 0 or `size`. Preconditions: `0 <= old <= size`.
    public static List<Hash> consistency(long old, long size, Nodes nodes) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("no proof from " + old + " to " + size);
        }
        if (old == 0 || old == size) {
            return List.of();
        }
        var path = new ArrayList<Hash>();
        extend(old, 0, size, true, nodes, new Hasher(), path);
        return List.copyOf(path);
    }

    /// Whether `path` leads from the leaf to exactly this root.
    public static boolean includes(long index, long size, Hash leaf, List<Hash> path, Hash root) {
        if (index < 0 || index >= size || path.size() > LONGEST) {
            return false;
        }
        var hasher = new Hasher();
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = hasher.node(sibling, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether `path` shows that the tree (`size`, `root`) only appended to the tree (`old`,
    /// `oldRoot`).
    public static boolean extendsTree(
            long old, Hash oldRoot, long size, Hash root, List<Hash> path) {
        if (old < 0 || old > size || path.size() > LONGEST) {
            return false;
        }
        if (old == 0) {
            return path.isEmpty()
                    && oldRoot.equals(Hasher.emptyRoot())
                    && (size > 0 || root.equals(oldRoot));
        }
        if (old == size) {
            return path.isEmpty() && oldRoot.equals(root);
        }
        return walksBoth(old, oldRoot, size, root, path);
    }

    private static boolean walksBoth(
            long old, Hash oldRoot, long size, Hash root, List<Hash> path) {
        long at = old - 1;
        long last = size - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        // An old tree that is a perfect subtree stands for itself, and the proof leaves it out.
        boolean perfect = Long.bitCount(old) == 1;
        if (!perfect && path.isEmpty()) {
            return false;
        }
        Hash before = perfect ? oldRoot : path.getFirst();
        Hash after = before;
        var hasher = new Hasher();
        for (Hash sibling : path.subList(perfect ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                before = hasher.node(sibling, before);
                after = hasher.node(sibling, after);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                after = hasher.node(after, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(oldRoot) && after.equals(root);
    }

    private static void climb(
            long index, long from, long to, Nodes nodes, Hasher hasher, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            climb(index, from, middle, nodes, hasher, path);
            path.add(range(middle, to, nodes, hasher));
        } else {
            climb(index, middle, to, nodes, hasher, path);
            path.add(range(from, middle, nodes, hasher));
        }
    }

    private static void extend(
            long old,
            long from,
            long to,
            boolean known,
            Nodes nodes,
            Hasher hasher,
            List<Hash> path) {
        if (old == to) {
            if (!known) {
                path.add(range(from, to, nodes, hasher));
            }
            return;
        }
        long middle = from + split(to - from);
        if (old <= middle) {
            extend(old, from, middle, known, nodes, hasher, path);
            path.add(range(middle, to, nodes, hasher));
        } else {
            extend(old, middle, to, false, nodes, hasher, path);
            path.add(range(from, middle, nodes, hasher));
        }
    }

    private static Hash range(long from, long to, Nodes nodes, Hasher hasher) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(width);
        return hasher.node(range(from, middle, nodes, hasher), range(middle, to, nodes, hasher));
    }

    /// The largest power of two below `width`.
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
