package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.register.Objection;
import qorgan.vault.subject.Stated;

/// Whom the detained person does not want told. A name alone fits too many people, so the birth
/// date or the number of a document belongs to it.
record ObjectionForm(@Nullable String name, @Nullable String born, @Nullable String paper) {
    static ObjectionForm empty() {
        return new ObjectionForm(null, null, null);
    }

    void check(Errors errors) {
        Typed.need(errors, "name", name);
        Typed.fit(errors, Typed.LINE, "name", name);
        Typed.fit(errors, Typed.LINE, "paper", paper);
        var isBornStated = !Typed.text(born).isEmpty();
        if (isBornStated && Typed.date(born).isEmpty()) {
            errors.rejectValue("born", "form.day.unreadable");
        } else if (!isBornStated && Typed.text(paper).isEmpty()) {
            errors.rejectValue("paper", "objection.who");
        }
    }

    Objection toObjection() {
        return new Objection(
                Stated.of(Typed.text(name)),
                Typed.date(born).map(Stated::of).orElse(null),
                Typed.stated(paper));
    }

    @Override
    public String toString() {
        return "ObjectionForm[…]";
    }
}
