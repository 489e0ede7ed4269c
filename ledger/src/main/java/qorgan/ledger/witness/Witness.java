package qorgan.ledger.witness;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyType;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SigningKey;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;

/// Cosigns checkpoints that extend everything it has seen of their log, and nothing else (C2SP
/// tlog-witness).
///
/// What it has seen is on disk before a cosignature leaves, and one lock is held from reading it to
/// replacing it: two requests cannot both build on the same state, so the witness never goes back.
public final class Witness {
    private final List<SigningKey> keys;
    private final Map<String, List<VerifierKey>> logs;
    private final SeenCheckpoints seen;

    /// Preconditions: every key is of a cosignature type; a log's keys bear its origin as their
    /// name.
    public Witness(List<SigningKey> keys, List<VerifierKey> logs, SeenCheckpoints seen) {
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> key.verifierKey().type() == KeyType.ED25519)) {
            throw new IllegalArgumentException("a witness signs with cosignature keys");
        }
        this.keys = List.copyOf(keys);
        this.logs = logs.stream().collect(Collectors.groupingBy(VerifierKey::name));
        this.seen = seen;
    }

    public List<VerifierKey> verifierKeys() {
        return keys.stream().map(SigningKey::verifierKey).toList();
    }

    /// Everything a witness can say.
    public sealed interface Answer {
        /// 200: on disk, and cosigned.
        record Cosigned(Checkpoint checkpoint, List<NoteSignature> signatures) implements Answer {}

        /// 409: the request builds on another size than the one seen last. Often only a lost
        /// answer; a log that keeps coming with less than `size` is trying to roll back.
        record OtherSize(long size, boolean shrinks) implements Answer {}

        /// 409 or 422: the log signed two trees of which neither extends the other. Both are kept
        /// as evidence.
        record Forked(int status, long size) implements Answer {}

        /// 422: the proof does not hold; perhaps only a broken proof, so it is kept, but proves
        /// nothing by itself.
        record Unproven() implements Answer {}

        record UnknownLog() implements Answer {} // 404

        record NotSigned() implements Answer {} // 403

        record Malformed(String why) implements Answer {} // 400
    }

    public Answer add(byte[] body, Instant now) throws IOException {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (IllegalArgumentException malformed) {
            return new Answer.Malformed(String.valueOf(malformed.getMessage()));
        }
        return add(request, now);
    }

    public synchronized Answer add(AddCheckpoint request, Instant now) throws IOException {
        var checkpoint = request.checkpoint();
        var known = logs.get(checkpoint.origin());
        if (known == null) {
            return new Answer.UnknownLog();
        }
        if (known.stream().noneMatch(key -> key.signed(request.note()))) {
            return new Answer.NotSigned();
        }
        if (request.old() > checkpoint.size()) {
            return new Answer.Malformed("the old size is above the new one");
        }
        var last = seen.last(checkpoint.origin());
        long size = last.map(Checkpoint::size).orElse(0L);
        Hash root = last.map(Checkpoint::root).orElseGet(Hasher::emptyRoot);
        if (checkpoint.size() == size && !checkpoint.root().equals(root)) {
            seen.keepEvidence(request, now);
            return new Answer.Forked(409, size);
        }
        if (request.old() != size) {
            return new Answer.OtherSize(size, checkpoint.size() < size);
        }
        if (!Proofs.extendsTree(size, root, checkpoint.size(), checkpoint.root(), request.path())) {
            seen.keepEvidence(request, now);
            return new Answer.Unproven();
        }
        seen.replace(request.note());
        return new Answer.Cosigned(
                checkpoint, keys.stream().map(key -> key.sign(checkpoint, now)).toList());
    }
}
