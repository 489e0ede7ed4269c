package qorgan.demo.client;

/// A step of the walk cannot go on; the walk says so, counts it and takes the next step.
public final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenOff(String reason) {
        super(reason);
    }

    public BrokenOff(String reason, Throwable cause) {
        super(reason, cause);
    }
}
