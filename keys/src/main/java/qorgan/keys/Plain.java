package qorgan.keys;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value in the clear, for as long as a `try` block lasts. It never prints, and what can be wiped
/// (arrays) is wiped on close; a `String` made from it can't be and lives for one request.
public final class Plain<T> implements AutoCloseable {
    private @Nullable T value;

    Plain(T value) {
        this.value = value;
    }

    public T value() {
        var held = value;
        if (held == null) {
            throw new IllegalStateException("this plaintext is closed");
        }
        return held;
    }

    @Override
    public void close() {
        if (value instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
        value = null;
    }

    @Override
    public String toString() {
        return "Plain[hidden]";
    }
}
