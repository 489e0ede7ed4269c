package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.EntryQuery;

/// What the data-protection officer looks for. An empty box is no condition; one that cannot be
/// read is told, because silently ignoring it would show too much.
record AuditForm(
        @Nullable String person,
        @Nullable String actor,
        @Nullable String basis,
        @Nullable String field,
        @Nullable String kind,
        @Nullable String request,
        @Nullable String from,
        @Nullable String to,
        @Nullable String after) {
    private static final int LINES = 50;

    static AuditForm empty() {
        return new AuditForm(null, null, null, null, null, null, null, null, null);
    }

    void check(Errors errors) {
        if (text(person) != null && Typed.id(person).isEmpty() && !isToken(text(person))) {
            errors.rejectValue("person", "form.identifier.unreadable");
        }
        readable(errors, "actor", actor, Typed.id(actor).isPresent());
        readable(errors, "request", request, Typed.id(request).isPresent());
        if (text(after) != null && !isCursor(text(after))) {
            errors.reject("form.identifier.unreadable");
        }
        when(errors, "from", from);
        when(errors, "to", to);
        if (text(kind) != null && chosenKind() == null) {
            errors.rejectValue("kind", "form.choose");
        }
        Typed.fit(errors, Typed.LINE, "basis", basis);
        Typed.fit(errors, Typed.LINE, "field", field);
    }

    private static void readable(
            Errors errors, String name, @Nullable String typed, boolean isReadable) {
        if (text(typed) != null && !isReadable) {
            errors.rejectValue(name, "form.identifier.unreadable");
        }
    }

    private static void when(Errors errors, String name, @Nullable String typed) {
        if (text(typed) != null && Typed.minute(typed).isEmpty()) {
            errors.rejectValue(name, "form.minute.unreadable");
        }
    }

    EntryQuery toQuery(Desk desk) {
        var token = Typed.id(person).map(id -> desk.token(new SubjectId(id))).orElse(text(person));
        return new EntryQuery(
                token,
                Typed.id(actor).orElse(null),
                null,
                text(basis),
                text(field),
                chosenKind(),
                Typed.id(request).orElse(null),
                Typed.minute(from).orElse(null),
                Typed.minute(to).orElse(null),
                text(after),
                LINES);
    }

    private @Nullable EntryKind chosenKind() {
        return Typed.coded(kind, EntryKind::valueOf).orElse(null);
    }

    private static boolean isToken(@Nullable String typed) {
        return typed != null && typed.matches("([0-9a-f]{2}){8,32}");
    }

    private static boolean isCursor(@Nullable String typed) {
        return typed != null && typed.matches("[A-Za-z0-9_.:=+/-]{1,200}");
    }

    private static @Nullable String text(@Nullable String typed) {
        return Typed.text(typed).isEmpty() ? null : Typed.text(typed);
    }
}
