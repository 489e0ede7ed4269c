package qorgan.policy.pack;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Two people sign a law before it takes effect. What they sign names its digest and the instant
/// from which it decides; the signatures are detached and somebody else's to verify, since this
/// library knows no keys.
///
/// @param signatures detached, over [#statement]
public record PackSignatures(String digest, Instant takesEffect, List<byte[]> signatures) {
    /// How many different people have to sign.
    public static final int SIGNERS = 2;

    public PackSignatures {
        signatures = signatures.stream().map(byte[]::clone).toList();
    }

    /// Verifies a detached signature and names the natural person behind it, or nobody where it
    /// doesn't hold.
    @FunctionalInterface
    public interface Verifier {
        Optional<String> signer(byte[] statement, byte[] signature);
    }

    /// The bytes that each signer signs: canonical JSON, so that the same hand and tool sign it as
    /// sign a grant.
    public static byte[] statement(String digest, Instant takesEffect) {
        return ("{\"kind\":\"law\",\"law\":\""
                        + digest
                        + "\",\"takesEffect\":\""
                        + takesEffect
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The different people whose signature holds.
    public Set<String> signers(Verifier verifier) {
        var statement = statement(digest, takesEffect);
        var signers = new HashSet<String>();
        signatures.forEach(
                signature -> verifier.signer(statement, signature).ifPresent(signers::add));
        return Set.copyOf(signers);
    }

    /// Whether a law may decide at an instant: it is the one signed, by two people, and its hour
    /// has come.
    public boolean allow(Packs law, Instant now, Verifier verifier) {
        return law.digest().equals(digest)
                && !now.isBefore(takesEffect)
                && signers(verifier).size() >= SIGNERS;
    }
}
