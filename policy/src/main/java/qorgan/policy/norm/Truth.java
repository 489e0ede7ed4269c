package qorgan.policy.norm;

/// One of the three values of strong Kleene logic. The order of the constants is the order of
/// truth, so *and* is the smaller and *or* the greater of two.
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    public static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case UNKNOWN -> UNKNOWN;
            case FALSE -> TRUE;
        };
    }

    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// A fact that has to be proven counts as FALSE until it is.
    public Truth proven() {
        return this == TRUE ? TRUE : FALSE;
    }
}
