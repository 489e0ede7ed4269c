package qorgan.vault.subject;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// A person as a form states them, for every form that has a person in it.
///
/// @param iinAsStated takes a number with a wrong check digit as it was said, with a warning
/// @param names every known name, the leading one first; none where identity is not established
public record StatedPerson(
        @Nullable Stated<String> iin,
        @Nullable Boolean iinAsStated,
        @Nullable List<Name> names,
        @Nullable Stated<LocalDate> birthDate,
        @Nullable Stated<String> citizenship,
        @Nullable Stated<String> address,
        @Nullable Stated<String> contact,
        @Nullable Stated<String> photo) {
    /// One name, in the script in which it is stated.
    public record Name(
            @Nullable Stated<String> family,
            @Nullable Stated<String> given,
            @Nullable Stated<String> patronymic) {}

    public NewSubject toSubject() {
        var details = new HashMap<Field, Stated<String>>();
        put(details, Personal.CITIZENSHIP, citizenship);
        put(details, Personal.ADDRESS, address);
        put(details, Personal.CONTACT, contact);
        put(details, Personal.PHOTO, photo);
        return new NewSubject(
                iin == null || iin.value().isBlank()
                        ? null
                        : new StatedIin(iin.map(String::strip), Boolean.TRUE.equals(iinAsStated)),
                names == null ? List.of() : names.stream().map(StatedPerson::name).toList(),
                birthDate,
                details);
    }

    private static PersonName name(Name name) {
        return PersonName.of(
                text(name.family()),
                text(name.given()),
                name.patronymic() == null ? null : name.patronymic().value());
    }

    private static String text(@Nullable Stated<String> value) {
        return value == null ? "" : value.value();
    }

    private static void put(
            Map<Field, Stated<String>> details, Field field, @Nullable Stated<String> value) {
        if (value != null && !value.value().isBlank()) {
            details.put(field, value.map(String::strip));
        }
    }
}
