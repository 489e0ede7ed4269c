package qorgan.vault.portal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Over whom, until when, and why.
record HoldForm(@Nullable String person, @Nullable String until, @Nullable String words) {
    static HoldForm empty() {
        return new HoldForm(null, null, null);
    }

    void check(Instant now, Errors errors) {
        if (Typed.id(person).isEmpty()) {
            errors.rejectValue("person", "form.identifier.unreadable");
        }
        var end = Typed.minute(until);
        if (end.isEmpty()) {
            errors.rejectValue("until", "form.minute.unreadable");
        } else if (!end.get().isAfter(now)) {
            errors.rejectValue("until", "hold.no-end");
        }
        Typed.needWords(errors, words);
        Typed.fit(errors, Typed.LINES, "words", words);
    }

    @Override
    public String toString() {
        return "HoldForm[…]";
    }
}
