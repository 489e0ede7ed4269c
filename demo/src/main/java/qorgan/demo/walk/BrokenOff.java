package qorgan.demo.walk;

/// A step of the walk cannot go on; the walk says so, counts it and takes the next step.
final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOff(String reason) {
        super(reason);
    }

    BrokenOff(String reason, Throwable cause) {
        super(reason, cause);
    }
}
