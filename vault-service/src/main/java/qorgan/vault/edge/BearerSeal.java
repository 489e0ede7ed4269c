package qorgan.vault.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import qorgan.keys.Entropy;

/// Seals bytes under a secret that only its bearer holds: the hidden field of a form, the cookie of
/// a session.
///
/// The secret is 256 random bits that stand in the browser and nowhere in the service: its tables
/// know a digest. So whoever reads a table, a dump or a backup opens nothing, there is no key to
/// keep, and whoever brings the secret opens their own.
///
/// Layout: version 1, nonce of 12 bytes, AES-256-GCM. The key is HKDF-SHA256 of the secret, salted
/// with the name of the row and bound to the purpose. Associated data is the name of the row.
public final class BearerSeal {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final byte[] purpose;

    /// @param purpose what is sealed; no two kinds of things share a key
    public BearerSeal(String purpose) {
        this.purpose = purpose.getBytes(StandardCharsets.US_ASCII);
    }

    /// A fresh secret of 43 letters.
    public static String drawn() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Entropy.bytes(KEY_BYTES));
    }

    public byte[] seal(String secret, byte[] row, byte[] plain) {
        byte[] sealed = Entropy.bytes(1 + NONCE);
        sealed[0] = VERSION;
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, secret, row, sealed);
            var body = cipher.doFinal(plain);
            var all = Arrays.copyOf(sealed, sealed.length + body.length);
            System.arraycopy(body, 0, all, sealed.length, body.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("nothing can be sealed", e);
        }
    }

    /// Empty when it was not sealed under this secret for this row.
    public Optional<byte[]> open(String secret, byte[] row, byte[] sealed) {
        if (sealed.length <= 1 + NONCE || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, secret, row, sealed);
            return Optional.of(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
        } catch (GeneralSecurityException foreign) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String secret, byte[] row, byte[] sealed)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(secret, row), new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
        cipher.updateAAD(row);
        return cipher;
    }

    private SecretKey key(String secret, byte[] row) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret.getBytes(StandardCharsets.US_ASCII))
                                .addSalt(row)
                                .thenExpand(purpose, KEY_BYTES));
    }
}
