package qorgan.policy.pack;

/// How a fact takes doubt.
public enum FactKind {
    /// UNKNOWN stays UNKNOWN, and UNKNOWN closes.
    OPEN,
    /// Anything short of TRUE counts as FALSE: a doubt never withholds what is owed.
    PROVEN
}
