package qorgan.keys;

import java.security.MessageDigest;
import java.util.Arrays;

/// Key bytes. One object owns them, wipes them when closed, never prints them, never serialises,
/// and compares only in constant time.
///
/// What wiping can't reach (copies the garbage collector made, the key schedule inside a `Cipher`)
/// is said in the module's README.
public final class Secret implements AutoCloseable {
    /// The length of every symmetric key here: AES-256.
    public static final int KEY_BYTES = 32;

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the array over: the caller's copy is wiped, so that one place owns the bytes.
    public static Secret taking(byte[] source) {
        var secret = new Secret(source.clone());
        Arrays.fill(source, (byte) 0);
        return secret;
    }

    /// A copy that the caller wipes.
    public byte[] copy() {
        return open().clone();
    }

    /// A second owner of the same bytes, closed on its own.
    public Secret duplicate() {
        return new Secret(copy());
    }

    public int length() {
        return bytes.length;
    }

    /// Constant-time comparison; there is no `equals`.
    public boolean sameAs(Secret other) {
        return MessageDigest.isEqual(open(), other.open());
    }

    /// The bytes themselves, for this package's ciphers.
    byte[] open() {
        if (closed) {
            throw new IllegalStateException("this secret is closed");
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes]";
    }
}
