package qorgan.vault.subject;

import org.jspecify.annotations.Nullable;

/// One known name of a person, in the script and spelling in which it was stated.
public record PersonName(
        Stated<String> family, Stated<String> given, @Nullable Stated<String> patronymic) {

    public static PersonName of(String family, String given, @Nullable String patronymic) {
        return new PersonName(
                Stated.of(family.strip()),
                Stated.of(given.strip()),
                patronymic == null || patronymic.isBlank() ? null : Stated.of(patronymic.strip()));
    }

    /// Family name first, as registers write it.
    Stated<String> written() {
        var patronymicPart = patronymic == null ? "" : " " + patronymic.value();
        return Stated.of(family.value() + " " + given.value() + patronymicPart);
    }
}
