package qorgan.vault.audit;

/// What kind of fact a leaf commits to. The kind is inside the salted commitment: a public tile
/// does not show it. Stored by name.
public enum LeafKind {
    ACCESS,
    OUTCOME,
    REGISTER_EVENT,
    FACILITY,
    PERSON,
    PROTECTED_ENVELOPE,
    SLIP,
    STANDING,
    SEARCH_STATEMENT,
    APPLICATION,
    DEPOSIT,
    GRANT,
    REVOCATION,
    DELIVERY,
    DECISION,
    CONSENT,
    PURPOSE,
    RESTRICTION,
    COMPLAINT,
    OFFICE,
    OFFICIAL,
    CERTIFICATE,
    ASSIGNMENT,
    KEY_DESTRUCTION,
    KEY_HALF,
    PACK,
    CONFIGURATION,
    DUTY,
    DESK
}
