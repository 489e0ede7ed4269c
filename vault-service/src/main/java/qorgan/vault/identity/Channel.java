package qorgan.vault.identity;

/// The way an act came in.
public enum Channel {
    PORTAL,
    API,
    TERMINAL,
    DUTY
}
