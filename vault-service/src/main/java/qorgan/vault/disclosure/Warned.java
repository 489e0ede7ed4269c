package qorgan.vault.disclosure;

/// What came of signing the non-disclosure warning.
public enum Warned {
    SIGNED,
    ALREADY,
    NOT_YOURS
}
