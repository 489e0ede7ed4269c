package qorgan.vault.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;
import qorgan.vault.subject.Stated;

/// Data of a case as an investigator deposits them.
///
/// @param values by the code of the field
record PretrialForm(
        @Nullable String caseId, @Nullable String person, @Nullable Map<String, String> values) {
    static PretrialForm empty() {
        return new PretrialForm(null, null, null);
    }

    void check(List<String> fields, Errors errors) {
        if (Typed.id(caseId).isEmpty()) {
            errors.rejectValue(
                    "caseId",
                    Typed.text(caseId).isEmpty() ? "form.needed" : "form.identifier.unreadable");
        }
        PersonTyped.check(errors, "person", person);
        var stated = stated(fields);
        if (stated.isEmpty()) {
            errors.rejectValue("values", "pretrial.values.needed");
        }
        if (stated.values().stream().anyMatch(value -> value.value().length() > Typed.LINES)) {
            errors.rejectValue("values", "form.too-long", new Object[] {Typed.LINES}, null);
        }
    }

    /// What was written, in the order of the fields.
    Map<Field, Stated<String>> stated(List<String> fields) {
        var stated = new LinkedHashMap<Field, Stated<String>>();
        for (var code : fields) {
            var value = said(code);
            if (!value.isEmpty()) {
                stated.put(new Field(code), Stated.of(value));
            }
        }
        return stated;
    }

    /// What stands in the box of a field.
    public String said(String code) {
        return values == null ? "" : Typed.text(values.get(code));
    }

    @Override
    public String toString() {
        return "PretrialForm[…]";
    }
}
