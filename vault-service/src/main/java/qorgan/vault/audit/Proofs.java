package qorgan.vault.audit;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.FieldOpening;
import qorgan.ledger.Leaf;
import qorgan.ledger.Log;
import qorgan.ledger.Promise;
import qorgan.ledger.SignedNote;
import qorgan.ledger.tiles.TileTree;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.StoredTiles;

/// Proofs that something is in the log, for slips, receipts, complaints and courts. Each is a file
/// that verifies offline against the log's public keys.
@Service
public class Proofs {
    private final Leaves leaves;
    private final Checkpoints checkpoints;
    private final StoredTiles tiles;
    private final LogSettings settings;

    Proofs(Leaves leaves, Checkpoints checkpoints, StoredTiles tiles, LogSettings settings) {
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.settings = settings;
    }

    /// Either it is proven or it is not yet; there is nothing in between.
    public sealed interface Proof {
        /// The leaf is committed, and the sequencer has not yet published a checkpoint over it.
        record NotYetProven() implements Proof {}

        /// @param leaf the leaf's bytes as they stand in the log
        /// @param opening what the leaf commits to, as canonical JSON; for whoever may see the
        ///     whole
        /// @param proof a C2SP tlog-proof: index, path, signed checkpoint
        /// @param witnesses how many cosignatures the checkpoint carries
        record Proven(long index, byte[] leaf, byte[] opening, byte[] proof, int witnesses)
                implements Proof {}
    }

    /// The promise that a leaf is in this log by `due`: what a slip carries, so that its holder can
    /// show anybody that the log broke its word.
    public Promise promise(Leaf leaf, Instant due) {
        return new Promise(settings.origin(), leaf, due);
    }

    /// The proof of an entry of the access log.
    @Transactional(readOnly = true)
    public Proof of(EntryId entry) {
        return of(LeafKind.ACCESS, entry.value(), 0);
    }

    /// The proof of one revision of a row. Not yet proven, too, where there is no such leaf.
    @Transactional(readOnly = true)
    public Proof of(LeafKind kind, UUID row, long revision) {
        var stored = leaves.find(kind, row, revision).orElse(null);
        if (stored == null || stored.index().isEmpty()) {
            return new Proof.NotYetProven();
        }
        var index = stored.index().get();
        var note =
                checkpoints
                        .latestCosigned()
                        .filter(cosigned -> size(cosigned) > index)
                        .or(checkpoints::latest)
                        .filter(latest -> size(latest) > index)
                        .orElse(null);
        if (note == null) {
            return new Proof.NotYetProven();
        }
        var proof = Log.prove(new TileTree(tiles, size(note)), index, note);
        if (!proof.leads(Leaf.parse(stored.leaf()).hash())) {
            throw new IllegalStateException("the log does not hold leaf " + stored.id());
        }
        return new Proof.Proven(
                index,
                stored.leaf(),
                stored.opening().toJson(),
                proof.bytes(),
                note.signatures().size() - Checkpoints.ownSignatures(note));
    }

    /// One field of one leaf, with what proves it and says nothing about the rest.
    @Transactional(readOnly = true)
    public FieldOpening field(LeafKind kind, UUID row, long revision, String field) {
        return leaves.find(kind, row, revision)
                .orElseThrow(() -> new IllegalStateException("no leaf of " + row))
                .opening()
                .open(field);
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }
}
