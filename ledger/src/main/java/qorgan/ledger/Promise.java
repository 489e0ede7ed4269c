package qorgan.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.tiles.TileTree;

/// The ledger's part of a slip: this leaf will be in that log by then (the maximum merge delay).
/// Who signed the slip is checked by whoever issues slips; here it is checked whether the log kept
/// its word.
public record Promise(String origin, Leaf leaf, Instant due) {
    /// Reads the members `origin`, `leaf` (Base64) and `due` (RFC 3339) of a slip, bare or inside
    /// the `statement` of its signed envelope; other members are passed over.
    public static Promise parse(byte[] json) {
        var read = Json.parseObject(json);
        var slip = read.values().containsKey("statement") ? read.members("statement") : read;
        return new Promise(
                slip.text("origin"),
                Leaf.parse(Base64.getDecoder().decode(slip.text("leaf"))),
                Instant.parse(slip.text("due")));
    }

    public Json.Members json() {
        return Json.object()
                .with("origin", origin)
                .with("leaf", Base64.getEncoder().encodeToString(leaf.bytes()))
                .with("due", due.toString());
    }

    /// What became of a promise.
    public sealed interface Outcome {
        record Proven(LogProof proof) implements Outcome {}

        /// Not there, and not due.
        record NotYetProven(Instant due) implements Outcome {}

        /// A checkpoint that is certainly later than the promised time lacks the leaf: the slip and
        /// this checkpoint together are evidence that the log broke its word.
        record Missing(SignedNote checkpoint, Instant at) implements Outcome {}

        /// Due, and the log shows no checkpoint later than the promised time: it has stalled or
        /// hides what it has.
        record Silent(Instant due) implements Outcome {}
    }

    /// Looks the leaf up in the whole tree. Preconditions: the checkpoint's signatures have been
    /// verified; `signedAt` is the time in one of them that the caller believes, empty if none
    /// carries any.
    public Outcome check(
            TileSource source, SignedNote checkpoint, Optional<Instant> signedAt, Instant now)
            throws IOException {
        var head = Checkpoint.parse(checkpoint.text());
        if (!head.origin().equals(origin)) {
            throw new IllegalArgumentException("the checkpoint is of another log");
        }
        var index = find(source, head.size());
        if (index.isPresent()) {
            var tree = new TileTree(source, head.size());
            var proof = Log.prove(tree, index.get(), checkpoint);
            if (!proof.leads(leaf.hash())) {
                throw new IOException("the tiles do not lead to the signed root");
            }
            return new Outcome.Proven(proof);
        }
        if (signedAt.isPresent() && !signedAt.get().isBefore(due)) {
            return new Outcome.Missing(checkpoint, signedAt.get());
        }
        return now.isBefore(due) ? new Outcome.NotYetProven(due) : new Outcome.Silent(due);
    }

    /// From the newest tile back, as a slip is usually young.
    private Optional<Long> find(TileSource source, long size) throws IOException {
        Hash wanted = leaf.hash();
        for (long index = (size - 1) / Tile.WIDTH; size > 0 && index >= 0; index--) {
            var tile = new Tile(0, index, Tile.widthIn(size, 0, index));
            byte[] hashes =
                    source.tile(tile)
                            .orElseThrow(() -> new IOException("the log lacks " + tile.path()));
            if (hashes.length != tile.width() * Hash.SIZE) {
                throw new IOException("wrong length: " + tile.path());
            }
            for (int i = 0; i < tile.width(); i++) {
                if (Hash.at(hashes, i * Hash.SIZE).equals(wanted)) {
                    return Optional.of(index * Tile.WIDTH + i);
                }
            }
        }
        return Optional.empty();
    }
}
