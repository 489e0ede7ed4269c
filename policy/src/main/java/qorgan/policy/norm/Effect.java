package qorgan.policy.norm;

/// What a norm says about the question, when it applies.
public enum Effect {
    PERMIT,
    DENY
}
