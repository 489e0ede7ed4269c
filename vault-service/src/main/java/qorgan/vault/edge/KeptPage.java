package qorgan.vault.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// The page that answered a form, kept for the form's second click.
///
/// The key comes from the form's own `once`, 256 random bits that stand in the page the browser
/// has and nowhere in the service: its table knows a digest of it. So whoever reads the table, a
/// dump or a backup opens nothing, and whoever sends the form again, signed in as the same person,
/// opens their own answer.
///
/// Layout: version 1, nonce of 12 bytes, AES-256-GCM of the page. Associated data is the digest
/// under which the row stands.
final class KeptPage {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final byte[] PURPOSE = "qorgan kept page 1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeptPage() {}

    static byte[] seal(String once, byte[] row, byte[] page) {
        var sealed = new byte[1 + NONCE];
        RANDOM.nextBytes(sealed);
        sealed[0] = VERSION;
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, once, row, sealed);
            var body = cipher.doFinal(page);
            var all = Arrays.copyOf(sealed, sealed.length + body.length);
            System.arraycopy(body, 0, all, sealed.length, body.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a page cannot be sealed", e);
        }
    }

    /// Empty when it was not sealed by this form for this row.
    static Optional<byte[]> open(String once, byte[] row, byte[] sealed) {
        if (sealed.length <= 1 + NONCE || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, once, row, sealed);
            return Optional.of(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
        } catch (GeneralSecurityException foreign) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, String once, byte[] row, byte[] sealed)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(once, row), new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
        cipher.updateAAD(row);
        return cipher;
    }

    private static SecretKey key(String once, byte[] row) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(once.getBytes(StandardCharsets.US_ASCII))
                                .addSalt(row)
                                .thenExpand(PURPOSE, KEY_BYTES));
    }
}
