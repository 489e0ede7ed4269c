package qorgan.vault.consent;

/// How a consent or its withdrawal can be proven (art. 8(1)). A form that proves nothing is no
/// form.
public enum ProofForm {
    WRITTEN,
    STATE_SERVICE,
    /// Another means that allows proof: a signed-in page, a recorded call.
    PROVABLE_OTHER
}
