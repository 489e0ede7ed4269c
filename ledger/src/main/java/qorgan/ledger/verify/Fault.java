package qorgan.ledger.verify;

/// Stops a check at the first thing that is wrong; [Verdict.Unsound] is what the outside sees.
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String what;

    Fault(String where, String what) {
        super(where + ": " + what);
        this.where = where;
        this.what = what;
    }

    Verdict.Unsound verdict() {
        return new Verdict.Unsound(where, what);
    }
}
