package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Somebody by their number, and nothing else.
record FindForm(@Nullable String iin) {
    static FindForm empty() {
        return new FindForm(null);
    }

    void check(Errors errors) {
        Typed.needIin(errors, "iin", iin);
    }

    @Override
    public String toString() {
        return "FindForm[…]";
    }
}
