package qorgan.vault.portal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;
import qorgan.policy.Iin;
import qorgan.vault.request.Asker;
import qorgan.vault.request.Contact;
import qorgan.vault.request.Enquiry;
import qorgan.vault.request.Language;
import qorgan.vault.request.Purpose;
import qorgan.vault.request.Relation;
import qorgan.vault.request.Sought;

/// What somebody writes who asks where a person is. Every box may be missing in what a browser
/// sends, so every component may be null; [#check] says which one is needed and how to mend it.
record AskForm(
        @Nullable String askerName,
        @Nullable String askerDocument,
        @Nullable String relation,
        @Nullable String tie,
        @Nullable String iin,
        @Nullable Boolean iinAsStated,
        @Nullable String family,
        @Nullable String given,
        @Nullable String patronymic,
        @Nullable String birth,
        @Nullable String description,
        @Nullable List<String> fields,
        @Nullable String way,
        @Nullable String address) {

    /// What a slip can carry of each line, in whatever script it is written: the parts of an
    /// enquiry are padded to one size.
    private static final int NAME = 100;

    private static final int CLAIM = 150;
    private static final int TIE = 300;
    private static final int STORY = 2_000;

    static AskForm empty(List<String> usual) {
        return new AskForm(
                null, null, null, null, null, null, null, null, null, null, null, usual, null,
                null);
    }

    /// @param askable the codes of the fields that may be asked for
    void check(List<String> askable, Errors errors) {
        Typed.need(errors, "askerName", askerName);
        Typed.need(errors, "askerDocument", askerDocument);
        if (Typed.coded(relation, Relation::of).isEmpty()) {
            errors.rejectValue("relation", "ask.relation.needed");
        }
        Typed.need(errors, "tie", tie);
        checkSought(errors);
        if (fields == null || fields.isEmpty() || !askable.containsAll(fields)) {
            errors.rejectValue("fields", "ask.fields.needed");
        }
        if (chosenWay() != Contact.Way.NONE && text(address).isEmpty()) {
            errors.rejectValue("address", "ask.address.needed");
        }
        checkLengths(errors);
    }

    private void checkLengths(Errors errors) {
        Typed.fit(errors, CLAIM, "askerName", askerName);
        Typed.fit(errors, CLAIM, "askerDocument", askerDocument);
        Typed.fit(errors, TIE, "tie", tie);
        Typed.fit(errors, NAME, "family", family);
        Typed.fit(errors, NAME, "given", given);
        Typed.fit(errors, NAME, "patronymic", patronymic);
        Typed.fit(errors, STORY, "description", description);
        Typed.fit(errors, CLAIM, "address", address);
    }

    private void checkSought(Errors errors) {
        if (!text(iin).isEmpty()) {
            if (!Typed.isIin(iin)) {
                errors.rejectValue("iin", "form.iin.twelve-digits");
            } else if (!isAsStated() && !Iin.isValid(text(iin))) {
                errors.rejectValue("iin", "ask.iin.wrong");
            }
            return;
        }
        if (!text(family).isEmpty() || !text(given).isEmpty()) {
            Typed.need(errors, "family", family);
            Typed.need(errors, "given", given);
            if (Typed.date(birth).isEmpty()) {
                errors.rejectValue("birth", "ask.birth.needed");
            }
            return;
        }
        if (text(description).isEmpty()) {
            errors.rejectValue("iin", "ask.sought.needed");
        }
    }

    Enquiry toEnquiry(Locale locale) {
        return new Enquiry(
                new Asker(text(askerName), text(askerDocument), text(tie)),
                Relation.of(text(relation)),
                sought(),
                Purpose.WHEREABOUTS,
                fields == null
                        ? java.util.Set.of()
                        : fields.stream().map(Field::new).collect(Collectors.toSet()),
                chosenWay() == Contact.Way.NONE
                        ? Contact.none()
                        : new Contact(chosenWay(), text(address)),
                Language.of(locale));
    }

    private Sought sought() {
        if (!text(iin).isEmpty()) {
            return new Sought.ByIin(text(iin), isAsStated());
        }
        var birthDate = Typed.date(birth);
        if (!text(family).isEmpty() && birthDate.isPresent()) {
            return new Sought.ByName(text(family), text(given), text(patronymic), birthDate.get());
        }
        return new Sought.Described(text(description));
    }

    private boolean isAsStated() {
        return Boolean.TRUE.equals(iinAsStated);
    }

    private Contact.Way chosenWay() {
        for (var known : Contact.Way.values()) {
            if (known.code().equals(text(way))) {
                return known;
            }
        }
        return Contact.Way.NONE;
    }

    private static String text(@Nullable String value) {
        return Typed.text(value);
    }

    @Override
    public String toString() {
        return "AskForm[…]";
    }
}
