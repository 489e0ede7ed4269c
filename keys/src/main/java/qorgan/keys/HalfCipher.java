package qorgan.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;

/// Seals halves of P keys to an office's public key, and opens them for its agent: HPKE (RFC 9180,
/// base mode) with X-Wing, HKDF-SHA-256 and AES-256-GCM. X-Wing joins X25519 and ML-KEM-768, so
/// that what is deposited today stays closed if either of them falls.
public final class HalfCipher {
    static final int PUBLIC_KEY_BYTES = 1216;
    static final int KEY_ID_BYTES = 8;

    /// 1120 bytes of encapsulation, 32 of the half, 16 of the tag, after the key's identifier.
    static final int SEALED_HALF_BYTES = KEY_ID_BYTES + 1120 + 32 + 16;

    private static final int ENCAPSULATION_BYTES = 1120;

    private HalfCipher() {}

    /// An office's new pair; the private part is the seed, in 32 bytes.
    public record Pair(PlanePublicKey publicKey, Secret seed) {}

    /// Makes a pair from fresh randomness.
    public static Pair newPair() {
        var seed = Entropy.key();
        return new Pair(publicKeyOf(seed), seed);
    }

    /// The public key that belongs to a seed.
    public static PlanePublicKey publicKeyOf(Secret seed) {
        byte[] copy = seed.copy();
        try {
            return PlanePublicKey.of(
                    new XWingPrivateKeyParameters(copy).getPublicKeyParameters().getEncoded());
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// A half for one place, sealed to an office: the key's identifier (8 bytes), the
    /// encapsulation, the ciphertext. Office and place are bound into it.
    static byte[] seal(PlaneOffice office, PlanePublicKey to, Place place, Secret half) {
        var hpke = hpke();
        try {
            byte[][] parts =
                    hpke.seal(
                            hpke.deserializePublicKey(to.encoded()),
                            info(office),
                            placeData(place),
                            half.open(),
                            null,
                            null,
                            null);
            var sealed = new byte[SEALED_HALF_BYTES];
            System.arraycopy(to.id(), 0, sealed, 0, KEY_ID_BYTES);
            // Bouncy Castle gives the ciphertext first and the encapsulation second.
            System.arraycopy(parts[1], 0, sealed, KEY_ID_BYTES, ENCAPSULATION_BYTES);
            System.arraycopy(
                    parts[0], 0, sealed, KEY_ID_BYTES + ENCAPSULATION_BYTES, parts[0].length);
            return sealed;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE cannot seal", e);
        }
    }

    /// Opens a half for its place with the office's seed: what an agent does after all its checks.
    public static Secret open(PlaneOffice office, Secret seed, Place place, byte[] sealedHalf) {
        byte[] copy = seed.copy();
        try {
            if (sealedHalf.length != SEALED_HALF_BYTES) {
                throw new CannotOpen();
            }
            byte[] half =
                    hpke().open(
                                    Arrays.copyOfRange(
                                            sealedHalf,
                                            KEY_ID_BYTES,
                                            KEY_ID_BYTES + ENCAPSULATION_BYTES),
                                    pairOf(copy),
                                    info(office),
                                    placeData(place),
                                    Arrays.copyOfRange(
                                            sealedHalf,
                                            KEY_ID_BYTES + ENCAPSULATION_BYTES,
                                            sealedHalf.length),
                                    null,
                                    null,
                                    null);
            return Secret.taking(half);
        } catch (InvalidCipherTextException e) {
            throw new CannotOpen(e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private static AsymmetricCipherKeyPair pairOf(byte[] seed) {
        var privateKey = new XWingPrivateKeyParameters(seed);
        return new AsymmetricCipherKeyPair(privateKey.getPublicKeyParameters(), privateKey);
    }

    private static HPKE hpke() {
        return new HPKE(
                HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private static byte[] info(PlaneOffice office) {
        return ("qorgan half of a P key, layout 1, " + office.code())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] placeData(Place place) {
        return place.associatedData(PlaneSeal.FORMAT, 0);
    }
}
