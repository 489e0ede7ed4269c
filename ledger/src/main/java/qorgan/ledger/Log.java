package qorgan.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.TileStore;
import qorgan.ledger.tiles.TileTree;

/// A log's name and keys. It integrates and signs; where tiles live, who may sequence and when is
/// its caller's business.
///
/// The order that keeps every checkpoint true: [#integrate], write the files durably,
/// [#checkpoint], publish.
public final class Log {
    private final String origin;
    private final List<SigningKey> keys;

    /// Preconditions: every key bears the origin as its name, and one of them is Ed25519, which
    /// public witnesses ask for.
    public Log(String origin, List<SigningKey> keys) {
        if (keys.stream().noneMatch(key -> key.verifierKey().type() == KeyType.ED25519)
                || keys.stream().anyMatch(key -> !key.verifierKey().name().equals(origin))) {
            throw new IllegalArgumentException(
                    "a log signs in its own name, with Ed25519 at least");
        }
        this.origin = origin;
        this.keys = List.copyOf(keys);
    }

    public String origin() {
        return origin;
    }

    public List<VerifierKey> verifierKeys() {
        return keys.stream().map(SigningKey::verifierKey).toList();
    }

    public static Edge.Grown integrate(Edge edge, List<Leaf> leaves) {
        return edge.append(leaves.stream().map(Leaf::bytes).toList());
    }

    /// The signed checkpoint of this edge. Sign only what has been written, and never an edge that
    /// does not extend the last one.
    public SignedNote checkpoint(Edge edge, Instant now) {
        return sign(edge.size(), edge.root(), now);
    }

    /// The checkpoint of a handover: signed by this log's keys and by those of its successor, which
    /// bears the same name.
    public SignedNote handover(Edge edge, Log successor, Instant now) {
        if (!successor.origin.equals(origin)) {
            throw new IllegalArgumentException("the successor of another log");
        }
        var note = checkpoint(edge, now);
        for (NoteSignature line : successor.checkpoint(edge, now).signatures()) {
            note = note.with(line);
        }
        return note;
    }

    private SignedNote sign(long size, Hash root, Instant now) {
        var checkpoint = new Checkpoint(origin, size, root);
        return new SignedNote(
                checkpoint.body(), keys.stream().map(key -> key.sign(checkpoint, now)).toList());
    }

    /// Appends, writes, signs: the whole step for a log that lives in one store with one writer.
    public Published publish(TileStore store, Edge edge, List<Leaf> leaves, Instant now)
            throws IOException {
        var grown = integrate(edge, leaves);
        store.write(grown.files());
        return new Published(grown.edge(), checkpoint(grown.edge(), now));
    }

    public record Published(Edge edge, SignedNote checkpoint) {}

    /// A self-contained proof that the entry at `index` is in the tree that `checkpoint` signs
    /// (C2SP tlog-proof).
    public static LogProof prove(TileTree tree, long index, SignedNote checkpoint) {
        if (Checkpoint.parse(checkpoint.text()).size() != tree.size()) {
            throw new IllegalArgumentException("the checkpoint is of another size than the tree");
        }
        return new LogProof(index, tree.inclusion(index), checkpoint);
    }
}
