package qorgan.keys;

/// The key was destroyed by a decision: what it sealed is gone, here and in every backup.
public final class KeyDestroyed extends RuntimeException {
    public KeyDestroyed() {
        super("the key was destroyed");
    }
}
