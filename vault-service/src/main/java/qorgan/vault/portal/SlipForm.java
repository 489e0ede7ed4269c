package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// The number and the secret of a slip.
record SlipForm(@Nullable String number, @Nullable String secret) {
    static SlipForm empty() {
        return new SlipForm(null, null);
    }

    void check(Errors errors) {
        Typed.need(errors, "number", number);
        Typed.need(errors, "secret", secret);
        Typed.fit(errors, Typed.LINE, "number", number);
        Typed.fit(errors, Typed.LINE, "secret", secret);
    }

    @Override
    public String toString() {
        return "SlipForm[…]";
    }
}
