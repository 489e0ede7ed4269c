package qorgan.keys.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// The public half of a [HybridSigner]: an Ed25519 key (32 bytes) and an ML-DSA-65 key (1952
/// bytes).
public final class HybridPublicKey {
    static final int ED25519_BYTES = 32;
    static final int ML_DSA_BYTES = 1952;

    private final byte[] encoded;

    private HybridPublicKey(byte[] encoded) {
        this.encoded = encoded;
    }

    /// The two keys, one after the other.
    public static HybridPublicKey of(byte[] encoded) {
        if (encoded.length != ED25519_BYTES + ML_DSA_BYTES) {
            throw new IllegalArgumentException("a hybrid public key has 1984 bytes");
        }
        return new HybridPublicKey(encoded.clone());
    }

    /// From the text that [#text] writes.
    public static HybridPublicKey ofText(String text) {
        return of(Base64.getUrlDecoder().decode(text.strip()));
    }

    static HybridPublicKey of(byte[] ed25519, PublicKey mlDsa) {
        byte[] raw =
                SubjectPublicKeyInfo.getInstance(mlDsa.getEncoded()).getPublicKeyData().getOctets();
        byte[] encoded = Arrays.copyOf(ed25519, ED25519_BYTES + ML_DSA_BYTES);
        System.arraycopy(raw, 0, encoded, ED25519_BYTES, ML_DSA_BYTES);
        return of(encoded);
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encoded);
    }

    /// Sixteen hexadecimal digits of SHA-256 that name this key in an envelope.
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no SHA-256", e);
        }
    }

    boolean verifiesEd25519(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, encoded, 0, message, 0, message.length);
    }

    boolean verifiesMlDsa(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("ML-DSA-65");
            verifier.initVerify(mlDsaKey());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no ML-DSA-65", e);
        }
    }

    private PublicKey mlDsaKey() throws GeneralSecurityException {
        try {
            byte[] raw = Arrays.copyOfRange(encoded, ED25519_BYTES, encoded.length);
            var info =
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65), raw);
            return KeyFactory.getInstance("ML-DSA-65")
                    .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HybridPublicKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "HybridPublicKey[" + id() + "]";
    }

    static byte[] signedBytes(String kind, byte[] statement) {
        byte[] prefix = ("qorgan hybrid signature, layout 1\n" + kind + "\n").getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(prefix, prefix.length + statement.length);
        System.arraycopy(statement, 0, all, prefix.length, statement.length);
        return all;
    }
}
