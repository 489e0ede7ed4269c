package qorgan.keys;

/// Two providers while keys move from one to the other: wraps under the next, unwraps under both.
public final class MovingRoot implements KeyManagement {
    private final KeyManagement previous;
    private final KeyManagement next;

    public MovingRoot(KeyManagement previous, KeyManagement next) {
        this.previous = previous;
        this.next = next;
    }

    @Override
    public String name() {
        return next.name();
    }

    @Override
    public String describe() {
        return "moving from " + previous.describe() + " to " + next.describe();
    }

    @Override
    public byte[] wrap(Secret key, String purpose) {
        return next.wrap(key, purpose);
    }

    @Override
    public Secret unwrap(byte[] wrapped, String purpose) {
        try {
            return next.unwrap(wrapped, purpose);
        } catch (CannotOpen e) {
            return previous.unwrap(wrapped, purpose);
        }
    }

    @Override
    public void rotate() {
        next.rotate();
    }

    @Override
    public void close() {
        previous.close();
        next.close();
    }
}
