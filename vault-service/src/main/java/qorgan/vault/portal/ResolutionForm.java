package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.audit.Cases;

/// Which side of a conflict of rules stands, and why.
record ResolutionForm(@Nullable String stands, @Nullable String words) {
    void check(Errors errors) {
        if (chosen() == null) {
            errors.rejectValue("stands", "form.choose");
        }
        Typed.needWords(errors, words);
        Typed.fit(errors, Typed.LINES, "words", words);
    }

    Cases.@Nullable Stands chosen() {
        return Typed.coded(stands, Cases.Stands::valueOf).orElse(null);
    }

    @Override
    public String toString() {
        return "ResolutionForm[…]";
    }
}
