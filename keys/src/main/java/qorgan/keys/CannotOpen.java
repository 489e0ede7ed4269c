package qorgan.keys;

/// Something sealed or wrapped does not open: it was changed, moved, or belongs to another key. One
/// message for all causes, so that it tells an attacker nothing.
public final class CannotOpen extends RuntimeException {
    public CannotOpen() {
        super("does not open here");
    }

    public CannotOpen(Throwable cause) {
        super("does not open here", cause);
    }
}
