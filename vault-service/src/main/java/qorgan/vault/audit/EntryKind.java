package qorgan.vault.audit;

/// What an entry of the access log tells. Stored by name, never by ordinal.
public enum EntryKind {
    /// An answer to a request, a delivery, a package.
    DISCLOSURE,
    /// A person reads their own file.
    OWN_FILE,
    /// A victim's contact data read for one purpose.
    CONTACT,
    /// A sealed document or statement opened to check it (standing, kinship, a mandate).
    VERIFICATION,
    /// A search answered by a facility or prepared by the search desk.
    SEARCH,
    /// Custody's own work on its register.
    CUSTODY,
    /// The case team, the court or the supervising procurator under a statutory rule.
    STATUTORY,
    /// A visit or an enquiry by an oversight body.
    OVERSIGHT,
    /// A duty that the system performs by itself.
    DUTY,
    /// A protected envelope sealed or opened.
    PROTECTION,
    /// Opened although the ordinary rule would have made the reader wait; always reviewed.
    BREAK_GLASS,
    /// Something came in to be sealed; nothing was opened.
    DEPOSIT,
    /// Many people at once, found by each through a Merkle root over their tokens.
    BULK,
    /// A decision that released nothing.
    REFUSAL,
    /// A decision taken, whether or not anything was opened afterwards.
    DECISION,
    /// A request, an application or a complaint filed.
    REQUEST,
    /// A kinship or mandate checked.
    STANDING,
    /// A grant or its revocation.
    GRANT,
    /// A consent given, withdrawn or ended; a right exercised.
    CONSENT,
    /// An office, official, certificate or assignment proposed or confirmed.
    ASSIGNMENT,
    /// A sign-in that succeeded.
    SIGN_IN,
    /// A sign-in or token that was refused.
    SIGN_IN_FAILED,
    /// An account at the identity provider: made, its credentials changed, signed out, or touched
    /// by an administrator.
    ACCOUNT,
    /// A key made, rotated, rewrapped or destroyed.
    KEY_OPERATION,
    /// The digests of service, configuration, packs and trust anchors at a start.
    CONFIGURATION,
    /// The log, a report or a case left the system.
    EXPORT,
    /// The data-protection officer looked at the log.
    DESK_READING,
    /// A decision was replayed.
    REPLAY,
    /// A reading of the data-protection officer was reviewed by another office.
    REVIEW,
    /// Narrow maintenance that returns no plaintext.
    MAINTENANCE
}
