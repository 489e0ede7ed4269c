package qorgan.keys;

/// A warrant or deposit that does not cover what was asked of it. Names the reason, never a value.
public final class WarrantRefused extends RuntimeException {
    /// Why.
    public enum Reason {
        EXPIRED,
        ALREADY_USED,
        OTHER_INSTANCE,
        OTHER_SUBJECT,
        OTHER_FIELD,
        OPENING_CLOSED
    }

    private final Reason reason;

    public WarrantRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
