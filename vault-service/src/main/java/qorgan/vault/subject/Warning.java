package qorgan.vault.subject;

/// What an officer should know about an entry that was taken all the same.
public enum Warning {
    /// The check digit of the number is wrong; it was kept as stated.
    IIN_AS_STATED,
    /// The number begins with another date than the stated birth date. Numbers are no longer bound
    /// to it since 26 August 2013: worth a look, never a reason to refuse.
    IIN_BIRTH_DATE_DIFFERS,
    /// Nobody knows yet who this is.
    IDENTITY_NOT_ESTABLISHED
}
