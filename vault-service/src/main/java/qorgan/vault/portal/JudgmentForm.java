package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// A judgment that came into force, and when.
record JudgmentForm(@Nullable String since, @Nullable String judgment) {
    static JudgmentForm empty() {
        return new JudgmentForm(null, null);
    }

    void check(Errors errors) {
        if (Typed.minute(since).isEmpty()) {
            errors.rejectValue("since", "form.minute.unreadable");
        }
        Typed.need(errors, "judgment", judgment);
        Typed.fit(errors, Typed.LINE, "judgment", judgment);
    }

    @Override
    public String toString() {
        return "JudgmentForm[…]";
    }
}
