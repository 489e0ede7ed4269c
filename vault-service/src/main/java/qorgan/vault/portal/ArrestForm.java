package qorgan.vault.portal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.register.Fact;
import qorgan.vault.register.Person;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;

/// An arrest as an officer types it. Only the instant has to be there: whatever else is missing is
/// a gap that the register shows, and never a reason to keep an arrest out of it.
record ArrestForm(
        @Nullable String iin,
        @Nullable Boolean iinAsStated,
        @Nullable String family,
        @Nullable String given,
        @Nullable String patronymic,
        @Nullable String birth,
        @Nullable Boolean notEstablished,
        @Nullable String at,
        @Nullable String place,
        @Nullable String by,
        @Nullable String orderedBy,
        @Nullable String ground,
        @Nullable String supervisedBy,
        @Nullable String recordDrawnAt,
        @Nullable String wantsTold) {

    static ArrestForm empty() {
        return new ArrestForm(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    void check(Errors errors) {
        if (Typed.minute(at).isEmpty()) {
            errors.rejectValue("at", "arrest.at.needed");
        }
        if (!Typed.text(birth).isEmpty() && Typed.date(birth).isEmpty()) {
            errors.rejectValue("birth", "ask.birth.needed");
        }
        if (!Typed.text(recordDrawnAt).isEmpty() && Typed.minute(recordDrawnAt).isEmpty()) {
            errors.rejectValue("recordDrawnAt", "arrest.at.needed");
        }
        if (!Typed.text(iin).isEmpty() && !Typed.isIin(iin)) {
            errors.rejectValue("iin", "form.iin.twelve-digits");
        }
        checkLengths(errors);
        var named = !Typed.text(family).isEmpty() || !Typed.text(iin).isEmpty();
        if (!named && !Typed.yes(notEstablished)) {
            errors.rejectValue("iin", "arrest.who.needed");
        }
        if (Typed.text(family).isEmpty() != Typed.text(given).isEmpty()) {
            errors.rejectValue(Typed.text(family).isEmpty() ? "family" : "given", "form.needed");
        }
    }

    private void checkLengths(Errors errors) {
        Typed.fit(errors, Typed.LINE, "family", family);
        Typed.fit(errors, Typed.LINE, "given", given);
        Typed.fit(errors, Typed.LINE, "patronymic", patronymic);
        Typed.fit(errors, Typed.LINE, "place", place);
        Typed.fit(errors, Typed.LINE, "by", by);
        Typed.fit(errors, Typed.LINE, "orderedBy", orderedBy);
        Typed.fit(errors, Typed.LINE, "ground", ground);
        Typed.fit(errors, Typed.LINE, "supervisedBy", supervisedBy);
        Typed.fit(errors, Typed.LINES, "wantsTold", wantsTold);
    }

    Fact.Arrest toFact() {
        return new Fact.Arrest(
                new Person.AsStated(person()),
                Typed.minute(at).map(Stated::of).orElseThrow(),
                Typed.stated(place),
                Typed.stated(by),
                Typed.stated(orderedBy),
                Typed.stated(ground),
                Typed.stated(supervisedBy),
                Typed.minute(recordDrawnAt).map(Stated::of).orElse(null),
                Typed.stated(wantsTold),
                Map.of());
    }

    private NewSubject person() {
        var number = Typed.text(iin);
        var stated =
                number.isEmpty()
                        ? null
                        : Typed.yes(iinAsStated)
                                ? StatedIin.asStated(number)
                                : StatedIin.of(number);
        var names =
                Typed.text(family).isEmpty()
                        ? List.<PersonName>of()
                        : List.of(
                                PersonName.of(
                                        Typed.text(family),
                                        Typed.text(given),
                                        Typed.text(patronymic).isEmpty()
                                                ? null
                                                : Typed.text(patronymic)));
        return new NewSubject(
                stated, names, Typed.date(birth).map(Stated::of).orElse(null), Map.of());
    }

    @Override
    public String toString() {
        return "ArrestForm[…]";
    }
}
