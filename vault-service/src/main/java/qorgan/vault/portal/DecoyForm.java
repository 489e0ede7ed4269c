package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Somebody who does not exist, and among whose people they are placed.
record DecoyForm(
        @Nullable String office,
        @Nullable String family,
        @Nullable String given,
        @Nullable String birth) {
    static DecoyForm empty() {
        return new DecoyForm(null, null, null, null);
    }

    void check(Errors errors) {
        if (Typed.id(office).isEmpty()) {
            errors.rejectValue("office", "form.choose");
        }
        for (var name : new String[] {"family", "given"}) {
            var typed = name.equals("family") ? family : given;
            Typed.need(errors, name, typed);
            Typed.fit(errors, Typed.LINE, name, typed);
        }
        if (Typed.date(birth).isEmpty()) {
            errors.rejectValue("birth", "ask.birth.needed");
        }
    }

    @Override
    public String toString() {
        return "DecoyForm[…]";
    }
}
