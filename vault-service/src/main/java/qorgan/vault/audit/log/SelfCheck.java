package qorgan.vault.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.Leaf;
import qorgan.ledger.SignedNote;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileTree;

/// Each instance holds the log against itself, on start and every few seconds:
///
/// - the newest checkpoint is signed by this log's key, and extends the one this instance saw last,
///   before its last stop too;
/// - the positions end where the tree ends;
/// - a handful of places, taken at random, say the same in the leaf, its position, its entry bundle
///   and the path to the root, and one full tile, all in turn, lies over its entries;
/// - a committed leaf that is in neither the queue nor the log is put back into the queue, and is
///   an   alarm: somebody took it out.
///
/// It is a guard against accidents and clumsy hands. Whoever rewrites everything at once is found
/// by the witnesses and by whoever keeps a slip.
@Component
public class SelfCheck {
    private static final int SAMPLES = 8;

    private final JdbcTemplate jdbc;
    private final StoredTiles tiles;
    private final Checkpoints checkpoints;
    private final LogSigner signer;
    private final Alarms alarms;
    private final SecureRandom random;
    private final @Nullable Path memory;
    private @Nullable Checkpoint seen;
    private long turn;

    SelfCheck(
            JdbcTemplate jdbc,
            StoredTiles tiles,
            Checkpoints checkpoints,
            LogSigner signer,
            Alarms alarms,
            LogSettings settings,
            SecureRandom random) {
        this.jdbc = jdbc;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.alarms = alarms;
        this.random = random;
        var keys = settings.keyFile();
        this.memory = keys == null ? null : keys.resolveSibling(keys.getFileName() + ".seen");
        this.seen = remembered();
    }

    /// What this instance saw before it was stopped, kept outside the database: so a database that
    /// was restored from an older backup, which brings erased keys back, does not extend it.
    private @Nullable Checkpoint remembered() {
        try {
            return memory != null && Files.exists(memory)
                    ? Checkpoint.parse(Files.readString(memory))
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(SignedNote note) {
        if (memory == null) {
            return;
        }
        try {
            var beside = memory.resolveSibling(memory.getFileName() + ".new");
            Files.writeString(beside, note.text());
            Files.move(
                    beside,
                    memory,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// True if nothing was found. What is found raises the alarm, which stays.
    ///
    /// @param window how far back leaves are looked for that were taken out of the queue
    public synchronized boolean run(Duration window) {
        try {
            var note = checkpoints.latest().orElse(null);
            if (note != null) {
                var head = signed(note);
                var tree = new TileTree(tiles, head.size());
                extendsLast(head, tree);
                rootHolds(head, tree);
                for (var i = 0; i < SAMPLES; i++) {
                    place(random.nextLong(head.size()), head, tree);
                }
                nextTile(head.size() / Tile.WIDTH);
                if (seen == null || seen.size() != head.size()) {
                    remember(note);
                }
                seen = head;
            }
            nothingTakenOut(window);
            return true;
        } catch (LogBroken e) {
            alarms.inconsistent(e.what());
            return false;
        }
    }

    private Checkpoint signed(SignedNote note) throws LogBroken {
        var head = Checkpoint.parse(note.text());
        if (!head.origin().equals(signer.origin())
                || signer.verifierKeys().stream().anyMatch(key -> !key.signed(note))) {
            throw new LogBroken("the checkpoint of size " + head.size() + " is not ours");
        }
        return head;
    }

    private void extendsLast(Checkpoint head, TileTree tree) throws LogBroken {
        var before = seen;
        if (before == null) {
            return;
        }
        if (before.size() > head.size()
                || !Proofs.extendsTree(
                        before.size(),
                        before.root(),
                        head.size(),
                        head.root(),
                        tree.consistency(before.size()))) {
            throw new LogBroken(
                    "size "
                            + head.size()
                            + " does not extend the size seen before, "
                            + before.size());
        }
    }

    private void rootHolds(Checkpoint head, TileTree tree) throws LogBroken {
        if (!tree.root().equals(head.root())) {
            throw new LogBroken(
                    "the tiles give another root than the checkpoint of " + head.size());
        }
    }

    /// One place, seen from four sides.
    void place(long index, Checkpoint head, TileTree tree) throws LogBroken {
        var stored =
                jdbc
                        .query(
                                """
                                select p.leaf_hash, coalesce(p.padding, l.leaf) as bytes
                                from audit_position p left join audit_leaf l using (leaf_id)
                                where p.log_index = ?
                                """,
                                (row, _) -> new byte[][] {row.getBytes(1), row.getBytes(2)},
                                index)
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new LogBroken("no position " + index));
        var leaf = Leaf.parse(stored[1]);
        if (!Arrays.equals(leaf.hash().bytes(), stored[0])
                || !Hasher.leafOf(tree.entry(index)).equals(leaf.hash())
                || !Proofs.includes(
                        index, head.size(), leaf.hash(), tree.inclusion(index), head.root())) {
            throw new LogBroken("leaf " + index + " is not what the log says");
        }
    }

    private void nothingTakenOut(Duration window) throws LogBroken {
        var lost =
                jdbc.update(
                        """
                        insert into audit_leaf_pending (leaf_id)
                        select l.leaf_id from audit_leaf l
                        where l.recorded_at > clock_timestamp() - make_interval(secs => ?)
                          and not exists (select from audit_position p where p.leaf_id = l.leaf_id)
                          and not exists (select from audit_leaf_pending q where q.leaf_id = l.leaf_id)
                        on conflict do nothing
                        """,
                        (double) window.toSeconds());
        if (lost > 0) {
            throw new LogBroken(lost + " committed leaves had been taken out of the queue");
        }
    }

    /// One full tile a run, all of them in turn.
    private void nextTile(long full) throws LogBroken {
        if (full > 0 && !tileHolds(turn++ % full)) {
            throw new LogBroken("tile " + (turn - 1) % full + " is not over its entries");
        }
    }

    /// Recomputes one full tile of level 0 from its entries. False: they differ.
    private boolean tileHolds(long number) {
        var entries = tiles.tile(Tile.entries(number, Tile.WIDTH)).orElse(new byte[0]);
        var hashes = tiles.tile(Tile.hashes(0, number, Tile.WIDTH)).orElse(new byte[0]);
        var hasher = new Hasher();
        var offset = 0;
        for (var i = 0; i < Tile.WIDTH; i++) {
            if (offset + 2 + Leaf.SIZE > entries.length
                    || hashes.length != Tile.WIDTH * Hash.SIZE) {
                return false;
            }
            var entry = Arrays.copyOfRange(entries, offset + 2, offset + 2 + Leaf.SIZE);
            if (!hasher.leaf(entry).equals(Hash.at(hashes, i * Hash.SIZE))) {
                return false;
            }
            offset += 2 + Leaf.SIZE;
        }
        return true;
    }
}
