package qorgan.vault.register;

import java.util.Arrays;
import java.util.Optional;

/// The columns of a register that is brought in; `docs/import.md` explains each.
public enum ImportColumn {
    REGISTER_NUMBER,
    IIN,
    IIN_AS_STATED,
    FAMILY_NAME,
    GIVEN_NAME,
    PATRONYMIC,
    BIRTH_DATE,
    CITIZENSHIP,
    ADDRESS,
    CONTACT,
    ARRESTED_AT,
    ARREST_PLACE,
    ARRESTED_BY,
    ORDERED_BY,
    GROUND,
    SUPERVISED_BY,
    RECORD_DRAWN_AT,
    WANTS_TOLD,
    FACILITY,
    ADMITTED_AT,
    BASIS,
    DOCUMENT,
    HEALTH,
    RELEASED_AT,
    RELEASE_PLACE,
    RELEASE_GROUND,
    CERTIFICATE;

    /// The column's name in the file.
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<ImportColumn> of(String title) {
        return Arrays.stream(values()).filter(column -> column.title().equals(title)).findFirst();
    }
}
