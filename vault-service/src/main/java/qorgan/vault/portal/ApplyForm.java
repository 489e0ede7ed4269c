package qorgan.vault.portal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;

/// For which data of the case somebody applies, knowing who will see that they ask.
record ApplyForm(@Nullable List<String> fields, @Nullable Boolean agrees) {
    static ApplyForm empty() {
        return new ApplyForm(null, null);
    }

    void check(List<String> applicable, Errors errors) {
        if (chosen(applicable).isEmpty()) {
            errors.rejectValue("fields", "apply.fields.needed");
        }
        if (!Typed.yes(agrees)) {
            errors.rejectValue("agrees", "apply.agreement.needed");
        }
    }

    Set<Field> chosen(List<String> applicable) {
        return fields == null
                ? Set.of()
                : fields.stream()
                        .filter(applicable::contains)
                        .map(Field::new)
                        .collect(Collectors.toSet());
    }
}
