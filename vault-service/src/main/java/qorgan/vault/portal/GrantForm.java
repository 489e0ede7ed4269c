package qorgan.vault.portal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;
import qorgan.vault.disclosure.GrantTerms;

/// What an official is about to grant, as they type it.
record GrantForm(
        @Nullable List<String> fields,
        @Nullable String from,
        @Nullable String to,
        @Nullable Boolean noPrejudice) {

    static GrantForm of(Set<Field> asked) {
        return new GrantForm(asked.stream().map(Field::code).sorted().toList(), null, null, null);
    }

    /// @param asked the fields of the application: no other can be granted
    void check(Set<Field> asked, Errors errors) {
        if (chosen(asked).isEmpty()) {
            errors.rejectValue("fields", "grant.fields.needed");
        }
        var begins = Typed.minute(from);
        var ends = Typed.minute(to);
        if (begins.isEmpty()) {
            errors.rejectValue("from", "arrest.at.needed");
        }
        if (ends.isEmpty()) {
            errors.rejectValue("to", "arrest.at.needed");
        }
        if (begins.isPresent() && ends.isPresent() && !begins.get().isBefore(ends.get())) {
            errors.rejectValue("to", "grant.window.reversed");
        }
        if (!Typed.yes(noPrejudice)) {
            errors.rejectValue("noPrejudice", "grant.no-prejudice.needed");
        }
    }

    private Set<Field> chosen(Set<Field> asked) {
        return fields == null
                ? Set.of()
                : asked.stream()
                        .filter(field -> fields.contains(field.code()))
                        .collect(Collectors.toSet());
    }

    GrantTerms toTerms(Set<Field> asked) {
        return new GrantTerms(
                chosen(asked),
                Typed.minute(from).orElseThrow(),
                Typed.minute(to).orElseThrow(),
                Typed.yes(noPrejudice));
    }
}
