package qorgan.keys.sign;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import qorgan.keys.Entropy;
import qorgan.keys.Secret;
import qorgan.keys.json.CanonicalJson;

/// Signs receipts and slips with Ed25519 and ML-DSA-65 at once: the first is verified everywhere
/// today, the second still holds when quantum computers break the first.
///
/// The envelope is canonical JSON with the members `kind`, `key` (the key's identifier),
/// `statement` (what is signed) and `signatures` (`ed25519` and `ml-dsa-65`, base64url without
/// padding). Both sign the same bytes: the line `qorgan hybrid signature, layout 1`, the line of
/// the kind, and the statement's canonical JSON.
public final class HybridSigner implements AutoCloseable {
    private final Secret seed;
    private final Secret mlDsaEncoded;
    private final PrivateKey mlDsa;
    private final HybridPublicKey publicKey;

    private HybridSigner(Secret seed, Secret mlDsaEncoded, HybridPublicKey publicKey) {
        this.seed = seed;
        this.mlDsaEncoded = mlDsaEncoded;
        this.mlDsa = decode(mlDsaEncoded);
        this.publicKey = publicKey;
    }

    /// A signer with new keys.
    public static HybridSigner generate() {
        try {
            var generator = KeyPairGenerator.getInstance("ML-DSA-65");
            generator.initialize(java.security.spec.NamedParameterSpec.ML_DSA_65, Entropy.source());
            var pair = generator.generateKeyPair();
            var seed = Entropy.key();
            return new HybridSigner(
                    seed,
                    Secret.taking(pair.getPrivate().getEncoded()),
                    HybridPublicKey.of(ed25519(seed), pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no ML-DSA-65", e);
        }
    }

    /// From what [#export] gave.
    public static HybridSigner of(Secret exported) {
        byte[] bytes = exported.copy();
        try {
            int publicLength = HybridPublicKey.ED25519_BYTES + HybridPublicKey.ML_DSA_BYTES;
            return new HybridSigner(
                    Secret.taking(Arrays.copyOf(bytes, Secret.KEY_BYTES)),
                    Secret.taking(
                            Arrays.copyOfRange(
                                    bytes, Secret.KEY_BYTES + publicLength, bytes.length)),
                    HybridPublicKey.of(
                            Arrays.copyOfRange(
                                    bytes, Secret.KEY_BYTES, Secret.KEY_BYTES + publicLength)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Everything needed to make this signer again: the Ed25519 seed, the public key, the ML-DSA
    /// private key as PKCS#8. To be stored wrapped.
    public Secret export() {
        byte[] seedBytes = seed.copy();
        byte[] mlDsaBytes = mlDsaEncoded.copy();
        byte[] publicBytes = publicKey.encoded();
        byte[] all =
                ByteBuffer.allocate(seedBytes.length + publicBytes.length + mlDsaBytes.length)
                        .put(seedBytes)
                        .put(publicBytes)
                        .put(mlDsaBytes)
                        .array();
        Arrays.fill(seedBytes, (byte) 0);
        Arrays.fill(mlDsaBytes, (byte) 0);
        return Secret.taking(all);
    }

    public HybridPublicKey publicKey() {
        return publicKey;
    }

    /// The signed envelope of a statement.
    ///
    /// @param kind what is signed: `receipt`, `slip`; lower-case ASCII words with hyphens
    /// @param statement a value that [CanonicalJson#of] takes
    public byte[] sign(String kind, Map<String, ?> statement) {
        if (!kind.matches("[a-z][a-z-]*")) {
            throw new IllegalArgumentException("a kind is a lower-case word");
        }
        byte[] message = HybridPublicKey.signedBytes(kind, CanonicalJson.of(statement));
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return CanonicalJson.of(
                Map.of(
                        "kind",
                        kind,
                        "key",
                        publicKey.id(),
                        "statement",
                        statement,
                        "signatures",
                        Map.of(
                                "ed25519",
                                encoder.encodeToString(signEd25519(message)),
                                "ml-dsa-65",
                                encoder.encodeToString(signMlDsa(message)))));
    }

    @Override
    public void close() {
        seed.close();
        mlDsaEncoded.close();
    }

    @Override
    public String toString() {
        return "HybridSigner[" + publicKey.id() + "]";
    }

    private byte[] signEd25519(byte[] message) {
        byte[] key = seed.copy();
        try {
            var signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(key, 0, message, 0, message.length, signature, 0);
            return signature;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] signMlDsa(byte[] message) {
        try {
            var signer = Signature.getInstance("ML-DSA-65");
            signer.initSign(mlDsa, Entropy.source());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign with ML-DSA-65", e);
        }
    }

    private static byte[] ed25519(Secret seed) {
        byte[] key = seed.copy();
        try {
            var publicKey = new byte[HybridPublicKey.ED25519_BYTES];
            Ed25519.generatePublicKey(key, 0, publicKey, 0);
            return publicKey;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static PrivateKey decode(Secret encoded) {
        byte[] bytes = encoded.copy();
        try {
            return KeyFactory.getInstance("ML-DSA-65")
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an exported signer", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
