package qorgan.ledger.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyChain;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SignedNote;
import qorgan.ledger.Succession;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.witness.WitnessPolicy;

/// Whose word is believed: the log's keys through time and its name, and which witnesses must have
/// cosigned.
public record Trust(KeyChain keys, Set<String> origins, WitnessPolicy policy) {
    public Trust {
        origins = Set.copyOf(origins);
    }

    public Trust(List<VerifierKey> logKeys, Set<String> origins, WitnessPolicy policy) {
        this(KeyChain.of(logKeys), origins, policy);
    }

    /// A log signs in its own name, unless somebody knows better.
    public Trust(List<VerifierKey> logKeys, WitnessPolicy policy) {
        this(logKeys, logKeys.stream().map(VerifierKey::name).collect(Collectors.toSet()), policy);
    }

    /// The same trust in what these keys handed over to, by what the log publishes of it. Whether
    /// the trees of the handovers belong to this log is for whoever reads the whole log.
    public Trust following(List<Succession> successions) throws Fault {
        try {
            var followed =
                    new Trust(KeyChain.following(keys.current(), successions), origins, policy);
            for (int i = 0; i < successions.size(); i++) {
                followed.checkpoint(
                        Succession.FOLDER + (i + 1), successions.get(i).proof().checkpoint());
            }
            return followed;
        } catch (KeyChain.Broken broken) {
            throw new Fault(broken.where(), broken.what());
        } catch (IllegalArgumentException malformed) {
            throw new Fault(Succession.FOLDER, "malformed: " + malformed.getMessage());
        }
    }

    /// Follows the successions that lie beside a log.
    public Trust following(TileSource log) throws Fault, IOException {
        try {
            return following(Succession.readAll(log));
        } catch (Succession.Malformed malformed) {
            throw new Fault(malformed.where(), malformed.what());
        }
    }

    /// The same keys, and no witness asked.
    Trust alone() {
        return new Trust(keys, origins, WitnessPolicy.none());
    }

    record Signed(Checkpoint checkpoint, List<String> signedBy, WitnessPolicy.Finding witnesses) {
        Verdict.Sound sound(long entries, List<String> remarks) {
            return new Verdict.Sound(
                    checkpoint, entries, signedBy, witnesses.valid(), witnesses.newest(), remarks);
        }
    }

    /// Reads and believes a checkpoint, or says what is wrong with it.
    Signed checkpoint(String where, byte[] bytes) throws Fault {
        try {
            return checkpoint(where, SignedNote.parse(bytes));
        } catch (IllegalArgumentException malformed) {
            throw new Fault(where, "not a signed checkpoint: " + malformed.getMessage());
        }
    }

    Signed checkpoint(String where, SignedNote note) throws Fault {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException malformed) {
            throw new Fault(where, "not a checkpoint: " + malformed.getMessage());
        }
        var signedBy = new ArrayList<String>();
        for (VerifierKey key : keys.at(checkpoint.size())) {
            for (NoteSignature line : note.signatures()) {
                if (key.verifies(line, checkpoint)) {
                    signedBy.add(key.toString());
                } else if (key.claims(line)) {
                    throw new Fault(where, "the signature of " + key + " does not hold");
                }
            }
        }
        if (signedBy.isEmpty()) {
            throw new Fault(where, unsigned(note, checkpoint));
        }
        if (!origins.contains(checkpoint.origin())) {
            throw new Fault(where, "of another log: " + checkpoint.origin());
        }
        var finding = policy.examine(note);
        if (finding.invalid().isPresent()) {
            throw new Fault(
                    where, "the cosignature of " + finding.invalid().get() + " does not hold");
        }
        if (!finding.satisfied()) {
            throw new Fault(
                    where, "too few witnesses cosigned: " + String.join(", ", finding.valid()));
        }
        return new Signed(checkpoint, signedBy, finding);
    }

    private String unsigned(SignedNote note, Checkpoint checkpoint) {
        for (VerifierKey key : keys.all()) {
            if (note.signatures().stream().anyMatch(line -> key.verifies(line, checkpoint))) {
                return "signed by "
                        + key
                        + ", which was retired at "
                        + keys.retiredAt(key).map(String::valueOf).orElse("another size")
                        + " entries";
            }
        }
        return "not signed by the log's key";
    }
}
