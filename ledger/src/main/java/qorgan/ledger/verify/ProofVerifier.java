package qorgan.ledger.verify;

import java.util.List;
import qorgan.ledger.LogProof;
import qorgan.ledger.merkle.Hash;

/// Checks one proof file offline.
public final class ProofVerifier {
    private final Trust trust;

    public ProofVerifier(Trust trust) {
        this.trust = trust;
    }

    /// Whether `proof` shows that the entry with this leaf hash is in the log.
    public Verdict verify(byte[] proof, Hash leaf) {
        try {
            return check("proof", proof, leaf).sound(1, List.of());
        } catch (Fault fault) {
            return fault.verdict();
        }
    }

    Trust.Signed check(String where, byte[] bytes, Hash leaf) throws Fault {
        LogProof proof;
        try {
            proof = LogProof.parse(bytes);
        } catch (IllegalArgumentException malformed) {
            throw new Fault(where, "not a tlog-proof: " + malformed.getMessage());
        }
        var signed = trust.checkpoint(where, proof.checkpoint());
        if (!proof.leads(leaf)) {
            throw new Fault(
                    where,
                    "leads from this entry at index "
                            + proof.index()
                            + " to another root than the signed one");
        }
        return signed;
    }
}
