package qorgan.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 and what is built from it (HMAC, HKDF), from the JDK.
final class Hash {
    private static final int BYTES = 32;

    private Hash() {}

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no SHA-256", e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no HMAC-SHA-256", e);
        }
    }

    /// HKDF-SHA-256 (RFC 5869): extract with the salt, expand with the context to `length` bytes.
    static byte[] hkdf(byte[] material, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > 255 * BYTES) {
            throw new IllegalArgumentException("HKDF-SHA-256 gives 1 to 8160 bytes");
        }
        byte[] pseudoRandomKey = hmac(salt.length == 0 ? new byte[BYTES] : salt, material);
        var output = new byte[length];
        var block = new byte[0];
        int done = 0;
        for (int counter = 1; done < length; counter++) {
            block = hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
            int taken = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, taken);
            done += taken;
        }
        Arrays.fill(pseudoRandomKey, (byte) 0);
        Arrays.fill(block, (byte) 0);
        return output;
    }
}
