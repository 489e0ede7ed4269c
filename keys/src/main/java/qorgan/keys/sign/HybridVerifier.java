package qorgan.keys.sign;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.databind.JsonNode;

/// Verifies the envelopes of a [HybridSigner], offline, against keys that the verifier trusts.
public final class HybridVerifier {
    /// The algorithms of the two signatures.
    public enum Algorithm {
        ED25519("ed25519"),
        ML_DSA_65("ml-dsa-65");

        private final String member;

        Algorithm(String member) {
            this.member = member;
        }
    }

    /// What verification finds.
    public sealed interface Verdict {
        /// Signed by `key` with at least the demanded algorithms.
        ///
        /// @param statement the canonical JSON that was signed
        record Valid(String kind, byte[] statement, HybridPublicKey key, Set<Algorithm> algorithms)
                implements Verdict {}

        /// Not valid, and why.
        record Refused(Reason reason) implements Verdict {}
    }

    /// Why an envelope is refused.
    public enum Reason {
        NOT_AN_ENVELOPE,
        OTHER_KIND,
        UNKNOWN_KEY,
        SIGNATURE_MISSING,
        SIGNATURE_WRONG
    }

    private final List<HybridPublicKey> trusted;
    private final Set<Algorithm> demanded;

    private HybridVerifier(List<HybridPublicKey> trusted, Set<Algorithm> demanded) {
        this.trusted = trusted;
        this.demanded = demanded;
    }

    /// Demands both signatures.
    public static HybridVerifier trusting(Collection<HybridPublicKey> keys) {
        return new HybridVerifier(List.copyOf(keys), EnumSet.allOf(Algorithm.class));
    }

    /// Demands these only, for a verifier that lacks the other. A signature that is present and
    /// wrong is refused even where it is not demanded.
    public HybridVerifier demanding(Set<Algorithm> algorithms) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("a verifier demands at least one signature");
        }
        return new HybridVerifier(trusted, EnumSet.copyOf(algorithms));
    }

    /// Checks an envelope, which must be of that kind.
    public Verdict verify(String kind, byte[] envelope) {
        JsonNode root;
        try {
            root = CanonicalJson.parse(envelope);
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(Reason.NOT_AN_ENVELOPE);
        }
        var statement = root.path("statement");
        var stated = root.path("kind");
        if (!root.isObject()
                || root.size() != 4
                || !statement.isObject()
                || !stated.isString()
                || !root.path("key").isString()
                || !root.path("signatures").isObject()) {
            return new Verdict.Refused(Reason.NOT_AN_ENVELOPE);
        }
        if (!stated.stringValue().equals(kind)) {
            return new Verdict.Refused(Reason.OTHER_KIND);
        }
        for (var key : trusted) {
            if (key.id().equals(root.path("key").stringValue())) {
                return verify(kind, statement, root.path("signatures"), key);
            }
        }
        return new Verdict.Refused(Reason.UNKNOWN_KEY);
    }

    private Verdict verify(
            String kind, JsonNode statementNode, JsonNode signatures, HybridPublicKey key) {
        byte[] statement;
        try {
            statement = CanonicalJson.of(statementNode);
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(Reason.NOT_AN_ENVELOPE);
        }
        byte[] message = HybridPublicKey.signedBytes(kind, statement);
        var present = new ArrayList<Algorithm>();
        for (var algorithm : Algorithm.values()) {
            var member = signatures.path(algorithm.member);
            if (member.isMissingNode()) {
                continue;
            }
            if (!member.isString() || !verifies(algorithm, key, message, member.stringValue())) {
                return new Verdict.Refused(Reason.SIGNATURE_WRONG);
            }
            present.add(algorithm);
        }
        if (!present.containsAll(demanded)) {
            return new Verdict.Refused(Reason.SIGNATURE_MISSING);
        }
        return new Verdict.Valid(kind, statement, key, Set.copyOf(present));
    }

    private static boolean verifies(
            Algorithm algorithm, HybridPublicKey key, byte[] message, String text) {
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return switch (algorithm) {
            case ED25519 -> key.verifiesEd25519(message, signature);
            case ML_DSA_65 -> key.verifiesMlDsa(message, signature);
        };
    }
}
