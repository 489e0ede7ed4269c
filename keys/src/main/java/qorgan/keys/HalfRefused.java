package qorgan.keys;

/// An office's agent did not give its half.
public final class HalfRefused extends RuntimeException {
    /// What the agent found, in the order in which it looks.
    public enum Reason {
        ENTRY_NOT_COMMITTED,
        ENTRY_USED,
        ENTRY_TOO_OLD,
        ENTRY_OTHER_RECORD,
        ENTRY_OTHER_FIELD,
        NO_BASIS,
        GRANT_SIGNATURE,
        GRANT_WINDOW,
        GRANT_REVOKED,
        GRANT_OTHER_SCOPE,
        SAME_SIGNER,
        ASSIGNMENT_NOT_CONFIRMED,
        CEILING_REACHED,
        CLOCK,
        HALF_UNREADABLE,
        AGENT_SEALED,
        AGENT_UNREACHABLE
    }

    private final PlaneOffice office;
    private final Reason reason;

    public HalfRefused(PlaneOffice office, Reason reason) {
        super(office.code() + ": " + reason);
        this.office = office;
        this.reason = reason;
    }

    public PlaneOffice office() {
        return office;
    }

    public Reason reason() {
        return reason;
    }
}
