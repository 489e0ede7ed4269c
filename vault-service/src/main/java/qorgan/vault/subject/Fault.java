package qorgan.vault.subject;

/// Why a stated value cannot be taken. The answer names the field and never repeats the value.
public enum Fault {
    /// The check digit of an IIN is wrong. Way out: read it again, or mark it *as stated*.
    IIN_CHECK_DIGIT,
    /// The value cannot be read as what the field asks for.
    UNREADABLE,
    /// The instant lies in the future by more than clocks may differ.
    IN_THE_FUTURE,
    /// The value is needed and missing.
    MISSING,
    /// The named facility, person or entry is not there for this officer.
    NOTHING_HERE
}
