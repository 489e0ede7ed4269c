package qorgan.vault.edge;

/// An exception as it may be logged: types and frames, no message, because a message may hold what
// a person
/// typed.
public final class Unspoken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    private Unspoken(String type) {
        super(type, null, false, true);
    }

    public static Unspoken of(Throwable broken) {
        return of(broken, 0);
    }

    private static Unspoken of(Throwable broken, int depth) {
        var unspoken = new Unspoken(broken.getClass().getName());
        unspoken.setStackTrace(broken.getStackTrace());
        var cause = broken.getCause();
        if (cause != null && cause != broken && depth < DEEPEST) {
            unspoken.initCause(of(cause, depth + 1));
        }
        return unspoken;
    }
}
