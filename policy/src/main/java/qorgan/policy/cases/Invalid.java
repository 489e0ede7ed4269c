package qorgan.policy.cases;

/// A case that breaks one of the rules for cases.
final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(String why) {
        super(why, null, false, false);
    }
}
