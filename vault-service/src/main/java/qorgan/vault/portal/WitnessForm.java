package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.register.CircumstanceId;

/// Which objection, by the identifier that the officer told, and that one was there.
record WitnessForm(@Nullable String objection, @Nullable Boolean present) {
    static WitnessForm empty() {
        return new WitnessForm(null, null);
    }

    void check(Errors errors) {
        if (Typed.id(objection).isEmpty()) {
            errors.rejectValue("objection", "form.identifier.unreadable");
        }
    }

    CircumstanceId toCircumstance() {
        return new CircumstanceId(Typed.id(objection).orElseThrow());
    }

    @Override
    public String toString() {
        return "WitnessForm[…]";
    }
}
