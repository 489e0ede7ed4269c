package qorgan.vault.portal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.EntryQuery;

/// What the data-protection officer looks for. An empty box is no condition; one that cannot be
/// read
/// is told, because silently ignoring it would show too much.
record AuditForm(
        @Nullable String person,
        @Nullable String actor,
        @Nullable String basis,
        @Nullable String field,
        @Nullable EntryKind kind,
        @Nullable String request,
        @Nullable String from,
        @Nullable String to,
        @Nullable String after) {
    private static final int LINES = 50;

    static AuditForm empty() {
        return new AuditForm(null, null, null, null, null, null, null, null, null);
    }

    /// @throws IllegalArgumentException when an identifier or an instant cannot be read
    EntryQuery toQuery(Desk desk) {
        return new EntryQuery(
                token(desk),
                id(actor),
                null,
                text(basis),
                text(field),
                kind,
                id(request),
                text(from) == null ? null : Typed.minute(from).orElseThrow(AuditForm::unreadable),
                text(to) == null ? null : Typed.minute(to).orElseThrow(AuditForm::unreadable),
                text(after),
                LINES);
    }

    /// A person's identifier or the token under which the log knows them.
    private @Nullable String token(Desk desk) {
        var typed = text(person);
        return typed != null && typed.contains("-")
                ? desk.token(new SubjectId(UUID.fromString(typed)))
                : typed;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("unreadable");
    }

    private static @Nullable UUID id(@Nullable String typed) {
        var text = text(typed);
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String text(@Nullable String typed) {
        return Typed.text(typed).isEmpty() ? null : Typed.text(typed);
    }
}
