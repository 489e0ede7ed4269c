package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.register.AsylumAnswer;

/// What a foreigner answered when asked whether they seek asylum; nothing chosen is no answer.
record AsylumForm(@Nullable String claims, @Nullable String remark) {
    static AsylumForm empty() {
        return new AsylumForm(null, null);
    }

    void check(Errors errors) {
        if (!Typed.text(claims).equals("yes") && !Typed.text(claims).equals("no")) {
            errors.rejectValue("claims", "form.choose");
        }
        Typed.fit(errors, Typed.LINE, "remark", remark);
    }

    AsylumAnswer toAnswer() {
        return new AsylumAnswer(Typed.text(claims).equals("yes"), Typed.stated(remark));
    }

    @Override
    public String toString() {
        return "AsylumForm[…]";
    }
}
