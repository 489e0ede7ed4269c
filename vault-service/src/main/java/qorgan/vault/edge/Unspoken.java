package qorgan.vault.edge;

import org.jspecify.annotations.Nullable;

/// An exception as it may be logged: types and frames, no message, because a message may hold what
/// a person typed.
public final class Unspoken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    private Unspoken(String type, @Nullable Throwable cause) {
        super(type, cause, false, true);
    }

    public static Unspoken of(Throwable broken) {
        return of(broken, 0);
    }

    private static Unspoken of(Throwable broken, int depth) {
        var cause = broken.getCause();
        var unspoken =
                new Unspoken(
                        broken.getClass().getName(),
                        cause != null && cause != broken && depth < DEEPEST
                                ? of(cause, depth + 1)
                                : null);
        unspoken.setStackTrace(broken.getStackTrace());
        return unspoken;
    }
}
