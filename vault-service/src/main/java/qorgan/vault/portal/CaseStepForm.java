package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.audit.Cases;

/// A note in a case; with a finding, what was found.
record CaseStepForm(@Nullable String finding, @Nullable String words) {
    static CaseStepForm empty() {
        return new CaseStepForm(null, null);
    }

    void check(Errors errors) {
        Typed.needWords(errors, words);
        Typed.fit(errors, Typed.LINES, "words", words);
        if (!Typed.text(finding).isEmpty() && chosenFinding() == null) {
            errors.rejectValue("finding", "form.choose");
        }
    }

    Cases.@Nullable Finding chosenFinding() {
        return Typed.coded(finding, Cases.Finding::valueOf).orElse(null);
    }

    @Override
    public String toString() {
        return "CaseStepForm[…]";
    }
}
