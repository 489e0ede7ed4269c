package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.subject.Unsealings;

/// Which envelope is to be opened, on which of the listed grounds, and why.
record UnsealingForm(
        @Nullable String envelope, @Nullable String unsealingGround, @Nullable String words) {
    static UnsealingForm empty() {
        return new UnsealingForm(null, null, null);
    }

    void check(Errors errors) {
        if (Typed.id(envelope).isEmpty()) {
            errors.rejectValue("envelope", "form.identifier.unreadable");
        }
        if (Unsealings.Ground.of(Typed.text(unsealingGround)).isEmpty()) {
            errors.rejectValue("unsealingGround", "form.choose");
        }
        Typed.need(errors, "words", words);
        Typed.fit(errors, Typed.LINES, "words", words);
    }

    @Override
    public String toString() {
        return "UnsealingForm[…]";
    }
}
