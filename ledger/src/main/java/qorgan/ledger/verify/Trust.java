package qorgan.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.witness.WitnessPolicy;

/// Whose word is believed: the log's keys and its name, and which witnesses must have cosigned.
public record Trust(List<VerifierKey> logKeys, Set<String> origins, WitnessPolicy policy) {
    public Trust {
        logKeys = List.copyOf(logKeys);
        origins = Set.copyOf(origins);
    }

    /// A log signs in its own name, unless somebody knows better.
    public Trust(List<VerifierKey> logKeys, WitnessPolicy policy) {
        this(logKeys, logKeys.stream().map(VerifierKey::name).collect(Collectors.toSet()), policy);
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
        for (VerifierKey key : logKeys) {
            for (NoteSignature line : note.signatures()) {
                if (key.verifies(line, checkpoint)) {
                    signedBy.add(key.toString());
                } else if (key.claims(line)) {
                    throw new Fault(where, "the signature of " + key + " does not hold");
                }
            }
        }
        if (signedBy.isEmpty()) {
            throw new Fault(where, "not signed by the log's key");
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
}
