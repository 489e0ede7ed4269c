package qorgan.cli;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.LogProof;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;

/// A receipt or slip as it was handed out: the signed envelope alone, or an object of `envelope`
/// and `proofs`.
record ReceiptFile(byte[] envelope, List<Json.Members> proofs) {

    static ReceiptFile read(byte[] file) {
        Json.Members whole;
        try {
            whole = Json.parseObject(file);
        } catch (IllegalArgumentException unreadable) {
            // The verifier says of such bytes what there is to say.
            return new ReceiptFile(file, List.of());
        }
        if (whole.get("envelope").isEmpty()) {
            return new ReceiptFile(file, List.of());
        }
        var proofs = new ArrayList<Json.Members>();
        for (var proof : whole.items("proofs")) {
            if (proof instanceof Json.Members members) {
                proofs.add(members);
            }
        }
        return new ReceiptFile(whole.members("envelope").canonicalBytes(), proofs);
    }

    /// Whether each entry is proven, with which keys the checkpoints were signed; an entry whose
    /// proof does not hold is `false proof`, whatever the others say.
    String state(List<VerifierKey> keys) {
        if (proofs.isEmpty()) {
            return "without proofs";
        }
        var waiting = false;
        for (var proof : proofs) {
            if (!proof.text("state").equals("proven")) {
                waiting = true;
            } else if (!holds(proof, keys)) {
                return "false proof";
            }
        }
        if (waiting) {
            return "not yet proven";
        }
        return keys.isEmpty() ? "proven, if the checkpoint's signature holds" : "proven";
    }

    private static boolean holds(Json.Members proof, List<VerifierKey> keys) {
        try {
            var base64 = Base64.getDecoder();
            var leaf = Leaf.parse(base64.decode(proof.text("leaf")));
            var opening = LeafOpening.parse(base64.decode(proof.text("opening")));
            var path = LogProof.parse(base64.decode(proof.text("proof")));
            return opening.opens(leaf)
                    && opening.fields().text("row").equals(proof.text("entry"))
                    && path.index() == proof.whole("index")
                    && path.leads(leaf.hash())
                    && (keys.isEmpty()
                            || keys.stream().anyMatch(key -> key.signed(path.checkpoint())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
