package qorgan.policy.cases;

/// A case that breaks one of the rules for cases.
final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /// @param why the member that is wrong, or the rule that is broken
    Invalid(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
