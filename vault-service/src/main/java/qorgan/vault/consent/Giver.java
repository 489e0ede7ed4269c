package qorgan.vault.consent;

/// Who gives the consent: the person, or for a minor their representative, or the guardianship body
/// where the representative's interests conflict with the child's.
public enum Giver {
    SUBJECT,
    LEGAL_REPRESENTATIVE,
    GUARDIANSHIP_BODY
}
