package qorgan.policy.norm;

/// Why the logic permits or denies.
public enum Reason {
    /// A permit stands and nothing stands or might stand against it.
    PERMITTED,
    /// A permit and a denial stand and neither has priority: closed, and a person decides.
    CONFLICT,
    /// A denial stands.
    DENIED_BY_NORM,
    /// What would decide is not known: closed until it is.
    UNKNOWN,
    /// Nothing permits.
    NO_PERMIT
}
