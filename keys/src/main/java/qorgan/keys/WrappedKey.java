package qorgan.keys;

import java.util.Arrays;

/// A key as it is stored: wrapped, so that the database alone opens nothing.
///
/// @param wrapping under what: the version of the wrapping key and, for the classes whose keys may
///     be destroyed, the month's epoch: `2` or `2+2026-11`
public record WrappedKey(KeyName name, String wrapping, byte[] bytes) {
    public WrappedKey {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that
                && name.equals(that.name)
                && wrapping.equals(that.wrapping)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "WrappedKey[" + name + " under " + wrapping + "]";
    }
}
