package qorgan.ledger;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// ML-DSA-44 (FIPS 204) from the JDK, with keys as their bare bytes: the public key of 1312, the
/// private one as its seed of 32.
final class MlDsa44 {
    private static final String PROVIDER = "SUN";
    /// The DER in front of a bare public key: a SubjectPublicKeyInfo of algorithm
    /// 2.16.840.1.101.3.4.3.17.
    private static final byte[] PUBLIC_PREFIX =
            HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    private MlDsa44() {}

    /// FIPS 204's key generation draws exactly its seed from the random source, so a source that
    /// yields the seed gives the seed's key. A test pins the result, against another implementation
    /// too.
    static KeyPair fromSeed(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("ML-DSA", PROVIDER);
            generator.initialize(NamedParameterSpec.ML_DSA_44, new Yielding(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no ML-DSA", missing);
        }
    }

    static byte[] publicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        if (!Arrays.equals(PUBLIC_PREFIX, Arrays.copyOf(encoded, PUBLIC_PREFIX.length))) {
            throw new IllegalStateException("an unexpected encoding of an ML-DSA-44 key");
        }
        return Arrays.copyOfRange(encoded, PUBLIC_PREFIX.length, encoded.length);
    }

    static byte[] sign(KeyPair pair, byte[] message, SecureRandom random) {
        try {
            var signer = Signature.getInstance("ML-DSA", PROVIDER);
            signer.initSign(pair.getPrivate(), random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("could not sign", broken);
        }
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            var encoded = new ByteArrayOutputStream();
            encoded.writeBytes(PUBLIC_PREFIX);
            encoded.writeBytes(publicKey);
            var key =
                    KeyFactory.getInstance("ML-DSA", PROVIDER)
                            .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
            var verifier = Signature.getInstance("ML-DSA", PROVIDER);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no ML-DSA", missing);
        }
    }

    private static final class Yielding extends SecureRandom {
        private final transient byte[] seed;

        Yielding(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != seed.length) {
                throw new IllegalStateException("key generation no longer draws its seed");
            }
            System.arraycopy(seed, 0, target, 0, seed.length);
        }
    }
}
