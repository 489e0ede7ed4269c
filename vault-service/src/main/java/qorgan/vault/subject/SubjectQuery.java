package qorgan.vault.subject;

import java.time.LocalDate;

/// The two ways in which a person can be asked for.
public sealed interface SubjectQuery {
    /// By number, exactly.
    record ByIin(Stated<String> iin) implements SubjectQuery {}

    /// By folded name and birth date. A folded match widens a search and is never a proof.
    record ByName(PersonName name, Stated<LocalDate> birthDate) implements SubjectQuery {}

    static SubjectQuery byIin(String iin) {
        return new ByIin(Stated.of(iin.strip()));
    }

    static SubjectQuery byName(PersonName name, LocalDate birthDate) {
        return new ByName(name, Stated.of(birthDate));
    }
}
