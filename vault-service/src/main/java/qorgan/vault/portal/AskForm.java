package qorgan.vault.portal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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

    private static final int LONGEST = 400;

    static AskForm empty(List<String> usual) {
        return new AskForm(
                null, null, null, null, null, null, null, null, null, null, null, usual, null,
                null);
    }

    void check(Errors errors) {
        needed(errors, "askerName", askerName);
        needed(errors, "askerDocument", askerDocument);
        needed(errors, "tie", tie);
        if (relation == null || parsed(Relation::of, relation).isEmpty()) {
            errors.rejectValue("relation", "ask.relation.needed");
        }
        checkSought(errors);
        if (fields == null || fields.isEmpty()) {
            errors.rejectValue("fields", "ask.fields.needed");
        }
        if (chosenWay() != Contact.Way.NONE && text(address).isEmpty()) {
            errors.rejectValue("address", "ask.address.needed");
        }
        if (List.of(text(description), text(tie), text(address), text(askerName)).stream()
                .anyMatch(longer(LONGEST))) {
            errors.reject("ask.too-long");
        }
    }

    private void checkSought(Errors errors) {
        if (!text(iin).isEmpty()) {
            if (!isAsStated() && !Iin.isValid(text(iin))) {
                errors.rejectValue("iin", "ask.iin.wrong");
            }
            return;
        }
        if (!text(family).isEmpty() || !text(given).isEmpty()) {
            needed(errors, "family", family);
            needed(errors, "given", given);
            if (birthDate().isEmpty()) {
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
        var birthDate = birthDate();
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

    private Optional<LocalDate> birthDate() {
        try {
            return Optional.of(LocalDate.parse(text(birth)));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static void needed(Errors errors, String field, @Nullable String value) {
        if (text(value).isEmpty()) {
            errors.rejectValue(field, "form.needed");
        }
    }

    private static <T> Optional<T> parsed(java.util.function.Function<String, T> of, String code) {
        try {
            return Optional.of(of.apply(code));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Predicate<String> longer(int limit) {
        return value -> value.length() > limit;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    @Override
    public String toString() {
        return "AskForm[…]";
    }
}
