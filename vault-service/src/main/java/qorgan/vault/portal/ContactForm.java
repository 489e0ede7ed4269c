package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Whose contact data, and for what.
record ContactForm(@Nullable String person, @Nullable String purpose) {
    static ContactForm empty() {
        return new ContactForm(null, null);
    }

    void check(Errors errors) {
        PersonTyped.check(errors, "person", person);
        Typed.need(errors, "purpose", purpose);
        Typed.fit(errors, Typed.LINE, "purpose", purpose);
    }

    @Override
    public String toString() {
        return "ContactForm[…]";
    }
}
