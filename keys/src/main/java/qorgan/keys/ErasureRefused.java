package qorgan.keys;

/// Nothing was destroyed, and why.
public final class ErasureRefused extends RuntimeException {
    /// Why.
    public enum Reason {
        /// Not a decision's text.
        STATEMENT,
        SIGNATURE,
        /// Two people of two offices sign.
        ONE_OFFICE,
        ANNOUNCED_TOO_SHORT,
        TOO_EARLY,
        /// A legal hold, an open complaint or an open request stands against it.
        HELD
    }

    private final Reason reason;

    public ErasureRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
