package qorgan.keys;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/// The one source of randomness of the house. Every key, nonce, share and identifier comes from
/// here, so that there is one place to audit; an architecture test forbids `SecureRandom`
/// elsewhere.
///
/// The generator is the kernel's, named explicitly, so that no order of providers and no setting
// can
/// can put another one in its place.
public final class Entropy {
    private static final SecureRandom SOURCE = kernel();

    private Entropy() {}

    private static SecureRandom kernel() {
        try {
            return SecureRandom.getInstance("NativePRNGNonBlocking");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this system's kernel gives no random bytes", e);
        }
    }

    public static byte[] bytes(int length) {
        var bytes = new byte[length];
        SOURCE.nextBytes(bytes);
        return bytes;
    }

    /// A fresh 256-bit key.
    public static Secret key() {
        return Secret.taking(bytes(Secret.KEY_BYTES));
    }

    /// A random (version 4) UUID.
    public static UUID uuid() {
        var bits = ByteBuffer.wrap(bytes(16));
        long high = (bits.getLong() & ~0xF000L) | 0x4000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// For libraries that insist on a generator of their own.
    public static SecureRandom source() {
        return SOURCE;
    }
}
