package qorgan.vault.register;

import java.util.Locale;

/// Why a row of a register that is brought in is not taken.
public enum ImportReason {
    MISSING,
    UNREADABLE,
    IIN_CHECK_DIGIT,
    IN_THE_FUTURE,
    NO_SUCH_FACILITY,
    NO_SUCH_BASIS,
    /// The same register number came in before, or earlier in this file, with other content.
    DIFFERS_FROM_EARLIER;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
