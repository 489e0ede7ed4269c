package qorgan.vault.identity;

/// Where somebody signed in. `DUTY` signs in nowhere: it is the service doing what a rule obliges
/// it to.
public enum Realm {
    OFFICIALS,
    PUBLIC,
    DUTY
}
