package qorgan.keys;

import java.security.MessageDigest;
import java.util.Arrays;

/// A value as it is stored, queued, cached and logged: unreadable, and bound to its [Place]. The
/// type parameter only remembers what was sealed.
@SuppressWarnings("UnusedTypeParameter")
public final class Sealed<T> {
    private final byte[] bytes;

    private Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    /// What was read from storage.
    public static <T> Sealed<T> of(byte[] bytes) {
        return new Sealed<>(bytes.clone());
    }

    /// What is to be stored.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// SHA-256 of the stored bytes: how a leaf of the log names this value.
    public byte[] digest() {
        return Hash.sha256(bytes);
    }

    /// The same value seen as another type, where a column lost it.
    @SuppressWarnings("unchecked")
    public <U> Sealed<U> as() {
        return (Sealed<U>) this;
    }

    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed<?> that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Sealed[" + bytes.length + " bytes]";
    }
}
