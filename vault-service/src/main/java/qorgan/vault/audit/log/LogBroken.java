package qorgan.vault.audit.log;

/// Two parts of the log contradict each other. Says which, by sizes and indexes only.
final class LogBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    LogBroken(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
