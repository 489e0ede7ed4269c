package qorgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.LogProof;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;

/// A receipt or slip as it was handed out: the signed envelope alone, or an object of `envelope`,
/// `keys` and `proofs`.
///
/// @param keys the public keys that came with it; who checks a stranger's file compares their ids
///     with those the operator publishes
record ReceiptFile(byte[] envelope, List<HybridPublicKey> keys, List<Json.Members> proofs) {

    /// The state of a file one of whose proofs does not hold.
    static final String FALSE_PROOF = "false proof";

    static ReceiptFile read(byte[] file) {
        Json.Members whole;
        try {
            whole = Json.parseObject(file);
        } catch (IllegalArgumentException unreadable) {
            // The verifier says of such bytes what there is to say.
            return new ReceiptFile(file, List.of(), List.of());
        }
        if (whole.get("envelope").isEmpty()) {
            return new ReceiptFile(file, List.of(), List.of());
        }
        return new ReceiptFile(
                whole.members("envelope").canonicalBytes(),
                strings(whole, "keys").stream().map(HybridPublicKey::ofText).toList(),
                whole.get("proofs").isEmpty() ? List.of() : members(whole.items("proofs")));
    }

    /// The same file with proofs that were fetched later: an array of them.
    ReceiptFile with(byte[] laterProofs) {
        var named = "{\"proofs\":" + new String(laterProofs, UTF_8) + "}";
        var read = Json.parseObject(named.getBytes(UTF_8));
        return new ReceiptFile(envelope, keys, members(read.items("proofs")));
    }

    /// What the envelope says it is: `receipt` or `slip`.
    Optional<String> kind() {
        try {
            return Optional.of(Json.parseObject(envelope).text("kind"));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /// What the proofs are worth, for a person: `proven` only when each of the statement's entries
    /// has a proof that holds; one proof that does not hold is `false proof`, whatever the others
    /// say. With `keys` it is also checked who signed the checkpoints.
    String state(Set<String> entries, List<VerifierKey> keys) {
        if (proofs.isEmpty()) {
            return "without proofs";
        }
        Map<String, Boolean> proven = new HashMap<>();
        for (var proof : proofs) {
            var holds = proof.text("state").equals("proven");
            if (holds && !holds(proof, keys)) {
                return FALSE_PROOF;
            }
            proven.merge(proof.text("entry"), holds, Boolean::logicalOr);
        }
        var missing = new HashSet<>(entries);
        proven.forEach(
                (entry, holds) -> {
                    if (holds) {
                        missing.remove(entry);
                    }
                });
        if (!missing.isEmpty()) {
            return "not yet proven";
        }
        return keys.isEmpty() ? "proven, if the checkpoint's signature holds" : "proven";
    }

    /// The strings of an array; none where there is no such member.
    static List<String> strings(Json.Members whole, String name) {
        return whole.get(name).isEmpty()
                ? List.of()
                : whole.items(name).stream()
                        .map(
                                item -> {
                                    if (item instanceof Json.Text(var text)) {
                                        return text;
                                    }
                                    throw new IllegalArgumentException(name + " holds strings");
                                })
                        .toList();
    }

    private static List<Json.Members> members(List<Json> items) {
        var members = new ArrayList<Json.Members>();
        for (var item : items) {
            if (item instanceof Json.Members one) {
                members.add(one);
            }
        }
        return members;
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
