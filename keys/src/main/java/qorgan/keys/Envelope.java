package qorgan.keys;

import java.util.Arrays;
import qorgan.keys.aead.Xaes;

/// The bytes of a wrapped key: one byte of format (1), then nonce, commitment, ciphertext and tag
/// as [Xaes#seal] writes them.
final class Envelope {
    private static final byte FORMAT = 1;

    private Envelope() {}

    static byte[] wrap(Xaes under, byte[] plaintext, byte[] associatedData) {
        var wrapped = new byte[1 + Xaes.sealedLength(plaintext.length)];
        wrapped[0] = FORMAT;
        under.seal(Entropy.bytes(Xaes.NONCE_BYTES), plaintext, associatedData, wrapped, 1);
        return wrapped;
    }

    static byte[] unwrap(Xaes under, byte[] wrapped, byte[] associatedData) {
        byte[] plaintext =
                wrapped.length > 0 && wrapped[0] == FORMAT
                        ? under.open(wrapped, 1, associatedData)
                        : null;
        if (plaintext == null) {
            throw new CannotOpen();
        }
        return plaintext;
    }

    /// One key under another.
    static byte[] wrapKey(Secret under, Secret key, byte[] associatedData) {
        try (var cipher = new Xaes(under.open())) {
            return wrap(cipher, key.open(), associatedData);
        }
    }

    static Secret unwrapKey(Secret under, byte[] wrapped, byte[] associatedData) {
        try (var cipher = new Xaes(under.open())) {
            byte[] key = unwrap(cipher, wrapped, associatedData);
            if (key.length != Secret.KEY_BYTES) {
                Arrays.fill(key, (byte) 0);
                throw new CannotOpen();
            }
            return Secret.taking(key);
        }
    }
}
