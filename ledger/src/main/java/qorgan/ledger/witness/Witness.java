package qorgan.ledger.witness;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyChain;
import qorgan.ledger.KeyType;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SigningKey;
import qorgan.ledger.Succession;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;

/// Cosigns checkpoints that extend everything it has seen of their log, and nothing else (C2SP
/// tlog-witness).
///
/// What it has seen is on disk before a cosignature leaves, and one lock is held from reading it to
/// replacing it: two requests cannot both build on the same state, so the witness never goes back.
///
/// A log that goes over to other keys hands in its [Succession]; the witness takes it when the keys
/// that it believes signed it and it has itself cosigned the tree that says so. From then on the
/// keys before sign nothing larger.
public final class Witness {
    private final List<SigningKey> keys;
    private final Map<String, Known> logs = new HashMap<>();
    private final SeenCheckpoints seen;

    /// A log by its name: the keys that were given, and what they handed over to since.
    private record Known(List<VerifierKey> given, List<Succession> successions, KeyChain chain) {}

    /// Preconditions: every key is of a cosignature type; a log's keys bear its origin as their
    /// name.
    public Witness(List<SigningKey> keys, List<VerifierKey> logs, SeenCheckpoints seen)
            throws IOException {
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> key.verifierKey().type() == KeyType.ED25519)) {
            throw new IllegalArgumentException("a witness signs with cosignature keys");
        }
        this.keys = List.copyOf(keys);
        this.seen = seen;
        var given = logs.stream().collect(Collectors.groupingBy(VerifierKey::name));
        for (var log : given.entrySet()) {
            var successions = seen.successions(log.getKey());
            try {
                var chain = KeyChain.following(log.getValue(), successions);
                this.logs.put(log.getKey(), new Known(log.getValue(), successions, chain));
            } catch (KeyChain.Broken broken) {
                throw new IOException(
                        "the keys given for " + log.getKey() + " do not fit what was seen", broken);
            }
        }
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

        /// 403: signed by a key that had handed over at that size.
        record Retired(VerifierKey key, long size) implements Answer {}

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
        var believed = known.chain().at(checkpoint.size());
        if (believed.stream().noneMatch(key -> key.signed(request.note()))) {
            return unsigned(request, known.chain(), now);
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

    private Answer unsigned(AddCheckpoint request, KeyChain chain, Instant now) throws IOException {
        for (VerifierKey key : chain.all()) {
            if (key.signed(request.note())) {
                seen.keepEvidence(request, now);
                return new Answer.Retired(key, chain.retiredAt(key).orElse(0L));
            }
        }
        return new Answer.NotSigned();
    }

    /// What a witness says to a succession.
    public sealed interface Followed {
        /// 200: on disk; these keys sign from now on.
        record Taken(List<VerifierKey> keys) implements Followed {}

        record Refused(int status, String why) implements Followed {}
    }

    /// Takes a log's next keys. Handing the same in again is no mistake.
    public synchronized Followed follow(byte[] file) throws IOException {
        try {
            var succession = Succession.parse(file);
            var origin = succession.handover().origin();
            var known = logs.get(origin);
            if (known == null) {
                return new Followed.Refused(404, "unknown log");
            }
            if (known.chain().current().containsAll(succession.after())) {
                return new Followed.Taken(known.chain().current());
            }
            return follow(origin, known, succession, file);
        } catch (IllegalArgumentException malformed) {
            return new Followed.Refused(400, String.valueOf(malformed.getMessage()));
        }
    }

    private Followed follow(String origin, Known known, Succession succession, byte[] file)
            throws IOException {
        var all = new ArrayList<>(known.successions());
        all.add(succession);
        KeyChain chain;
        try {
            chain = KeyChain.following(known.given(), all);
        } catch (KeyChain.Broken broken) {
            return new Followed.Refused(403, broken.what());
        }
        var handover = succession.handover();
        var cosigned =
                succession.proof().checkpoint().signatures().stream()
                        .anyMatch(
                                line ->
                                        verifierKeys().stream()
                                                .anyMatch(key -> key.verifies(line, handover)));
        if (!cosigned) {
            return new Followed.Refused(409, "this witness has not cosigned the handover");
        }
        seen.keepSuccession(origin, all.size(), file);
        logs.put(origin, new Known(known.given(), List.copyOf(all), chain));
        return new Followed.Taken(chain.current());
    }
}
