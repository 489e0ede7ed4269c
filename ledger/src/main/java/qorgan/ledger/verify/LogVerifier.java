package qorgan.ledger.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.Succession;
import qorgan.ledger.merkle.Frontier;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;
import qorgan.ledger.tiles.Bundle;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.tiles.TileTree;

/// Reads a whole log once, from the first entry to the last: hashes every entry, compares every
/// tile, and ends at the root that the checkpoint signs. Holds one bundle, one tile a level, and
/// the frontier, so memory does not grow with the log. Knows nothing about what the entries mean,
/// so it reads any C2SP tlog-tiles log.
public final class LogVerifier {
    private final Trust trust;
    private final Optional<SignedNote> earlier;
    private final boolean hashEntries;

    private LogVerifier(Trust trust, Optional<SignedNote> earlier, boolean hashEntries) {
        this.trust = trust;
        this.earlier = earlier;
        this.hashEntries = hashEntries;
    }

    public LogVerifier(Trust trust) {
        this(trust, Optional.empty(), true);
    }

    /// Also asks that the log extends this checkpoint, which somebody kept: what a rollback, a fork
    /// and a stolen key do not survive.
    public LogVerifier against(SignedNote kept) {
        return new LogVerifier(trust, Optional.of(kept), hashEntries);
    }

    /// Begins at the leaf hashes, for logs that serve no entry bundles.
    public LogVerifier hashesOnly() {
        return new LogVerifier(trust, earlier, false);
    }

    /// An `IOException` means that the log could not be read, which is not the same as being wrong.
    public Verdict verify(TileSource source) throws IOException {
        try {
            byte[] note =
                    source.read("checkpoint").orElseThrow(() -> new Fault("checkpoint", "missing"));
            var successions = Succession.readAll(source);
            var followed = trust.following(successions);
            var signed = followed.checkpoint("checkpoint", note);
            var checkpoint = signed.checkpoint();
            new Walk(source, checkpoint).walk();
            var remarks = new ArrayList<String>();
            for (int i = 0; i < successions.size(); i++) {
                var handover = successions.get(i).handover();
                begins(source, checkpoint, handover, Succession.FOLDER + (i + 1));
                remarks.add("handed over to its next keys at " + handover.size() + " entries");
            }
            remarks.addAll(extendsEarlier(followed, source, checkpoint));
            return signed.sound(checkpoint.size(), remarks);
        } catch (Succession.Malformed malformed) {
            return new Verdict.Unsound(malformed.where(), malformed.what());
        } catch (Fault fault) {
            return fault.verdict();
        } catch (UncheckedIOException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private List<String> extendsEarlier(Trust followed, TileSource source, Checkpoint now)
            throws Fault {
        if (earlier.isEmpty()) {
            return List.of();
        }
        var before = followed.alone().checkpoint("the checkpoint kept", earlier.get()).checkpoint();
        if (before.size() > now.size()) {
            throw new Fault(
                    "checkpoint",
                    "rolled back: it has "
                            + now.size()
                            + " entries, the one kept has "
                            + before.size());
        }
        begins(source, now, before, "checkpoint");
        return List.of("extends the checkpoint kept, of " + before.size() + " entries");
    }

    /// The tree begins with that of an earlier checkpoint. Preconditions: the tiles lead to the
    /// signed root.
    static void begins(TileSource source, Checkpoint now, Checkpoint before, String where)
            throws Fault {
        if (before.size() > now.size()) {
            throw new Fault(where, "is of " + before.size() + " entries, the log ends before that");
        }
        var path = new TileTree(source, now.size()).consistency(before.size());
        if (!Proofs.extendsTree(before.size(), before.root(), now.size(), now.root(), path)) {
            throw new Fault(
                    where,
                    "forked: its first "
                            + before.size()
                            + " entries are not those of the one kept");
        }
    }

    private final class Walk {
        private final TileSource source;
        private final Checkpoint checkpoint;
        private final Hasher hasher = new Hasher();
        private final Frontier frontier = new Frontier();
        private final List<Row> rows = new ArrayList<>(); // from level 1 up

        Walk(TileSource source, Checkpoint checkpoint) {
            this.source = source;
            this.checkpoint = checkpoint;
        }

        void walk() throws Fault, IOException {
            long size = checkpoint.size();
            var computed = new byte[Tile.WIDTH * Hash.SIZE];
            for (long index = 0; index * Tile.WIDTH < size; index++) {
                int width = Tile.widthIn(size, 0, index);
                byte[] tile = hashes(new Tile(0, index, width));
                if (hashEntries) {
                    byte[] bundle = load(Tile.entries(index, width));
                    hash(Tile.entries(index, width), bundle, computed);
                    int wrong = Arrays.mismatch(computed, 0, tile.length, tile, 0, tile.length);
                    if (wrong >= 0) {
                        throw disagreement(index, width, computed, wrong / Hash.SIZE);
                    }
                }
                grow(index, tile, width);
            }
            for (int level = 1; level <= rows.size(); level++) {
                rows.get(level - 1).compareUnfinished();
            }
            if (!frontier.root().equals(checkpoint.root())) {
                throw new Fault(
                        "checkpoint",
                        "its root is not the root of the " + size + " entries that are here");
            }
        }

        private void grow(long index, byte[] tile, int width) throws Fault, IOException {
            if (width == Tile.WIDTH) {
                Hash root = hasher.perfect(tile, 0, width);
                frontier.append(root, 8);
                row(1).add(root);
                return;
            }
            int done = 0;
            for (int rest = width; rest > 0; rest -= Integer.highestOneBit(rest)) {
                int count = Integer.highestOneBit(rest);
                frontier.append(
                        hasher.perfect(tile, done * Hash.SIZE, count),
                        Integer.numberOfTrailingZeros(count));
                done += count;
            }
        }

        private Row row(int level) {
            if (rows.size() < level) {
                rows.add(new Row(level));
            }
            return rows.get(level - 1);
        }

        private void hash(Tile name, byte[] bundle, byte[] into) throws Fault {
            int offset = 0;
            for (int i = 0; i < name.width(); i++) {
                var end = Bundle.end(bundle, offset);
                if (end.isEmpty()) {
                    throw new Fault(
                            name.path(), "ends before leaf " + (name.index() * Tile.WIDTH + i));
                }
                hasher.leaf(bundle, offset + 2, end.getAsInt() - offset - 2, into, i * Hash.SIZE);
                offset = end.getAsInt();
            }
            if (offset != bundle.length) {
                throw new Fault(name.path(), "goes on behind its " + name.width() + " entries");
            }
        }

        private byte[] load(Tile tile) throws Fault, IOException {
            return source.tile(tile).orElseThrow(() -> new Fault(tile.path(), "missing"));
        }

        private byte[] hashes(Tile tile) throws Fault, IOException {
            byte[] bytes = load(tile);
            if (bytes.length != tile.width() * Hash.SIZE) {
                throw new Fault(
                        tile.path(),
                        "has " + bytes.length + " bytes, not " + tile.width() * Hash.SIZE);
            }
            return bytes;
        }

        /// An entry and its tile differ. Which of them is wrong shows on the way to the signed
        /// root, once with either.
        private Fault disagreement(long index, int width, byte[] computed, int at)
                throws IOException {
            var tile = new Tile(0, index, width);
            long leaf = index * Tile.WIDTH + at;
            if (leads(leaf, source)) {
                return new Fault(
                        "leaf " + leaf,
                        "the entry is not the one that " + tile.path() + " holds the hash of");
            }
            byte[] mended = Arrays.copyOf(computed, width * Hash.SIZE);
            TileSource overlaid =
                    path -> path.equals(tile.path()) ? Optional.of(mended) : source.read(path);
            if (leads(leaf, overlaid)) {
                return new Fault(tile.path(), "hash " + at + " is not that of leaf " + leaf);
            }
            return new Fault(
                    "leaf " + leaf,
                    "entry and " + tile.path() + " differ, and neither belongs to the signed root");
        }

        private boolean leads(long leaf, TileSource from) throws IOException {
            try {
                var tree = new TileTree(from, checkpoint.size());
                return Proofs.includes(
                        leaf,
                        checkpoint.size(),
                        tree.node(0, leaf),
                        tree.inclusion(leaf),
                        checkpoint.root());
            } catch (UncheckedIOException missing) {
                return false;
            }
        }

        /// The hashes of one level that no tile above holds yet.
        private final class Row {
            private final int level;
            private final byte[] hashes = new byte[Tile.WIDTH * Hash.SIZE];
            private int width;
            private long index;

            Row(int level) {
                this.level = level;
            }

            void add(Hash hash) throws Fault, IOException {
                hash.copyTo(hashes, width++ * Hash.SIZE);
                if (width == Tile.WIDTH) {
                    compareUnfinished();
                    Hash root = hasher.perfect(hashes, 0, width);
                    width = 0;
                    index++;
                    row(level + 1).add(root);
                }
            }

            void compareUnfinished() throws Fault, IOException {
                if (width == 0) {
                    return;
                }
                var tile = new Tile(level, index, width);
                byte[] stored = hashes(tile);
                int wrong = Arrays.mismatch(hashes, 0, stored.length, stored, 0, stored.length);
                if (wrong >= 0) {
                    int at = wrong / Hash.SIZE;
                    var below = new Tile(level - 1, index * Tile.WIDTH + at, Tile.WIDTH);
                    throw new Fault(
                            tile.path(), "hash " + at + " is not the root of " + below.path());
                }
            }
        }
    }
}
