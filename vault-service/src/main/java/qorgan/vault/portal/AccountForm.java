package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// The number of an account, as the person's own page shows it, and that the person was seen.
record AccountForm(@Nullable String account, @Nullable Boolean seen) {
    static AccountForm empty() {
        return new AccountForm(null, null);
    }

    void check(Errors errors) {
        if (Typed.id(account).isEmpty()) {
            errors.rejectValue("account", "form.identifier.unreadable");
        }
        if (!Typed.yes(seen)) {
            errors.rejectValue("seen", "account.seen.needed");
        }
    }

    @Override
    public String toString() {
        return "AccountForm[…]";
    }
}
