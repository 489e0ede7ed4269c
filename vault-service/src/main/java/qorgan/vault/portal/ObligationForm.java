package qorgan.vault.portal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Towards which consent something is still owed, by which article, until when.
record ObligationForm(
        @Nullable String consent, @Nullable String article, @Nullable String owedUntil) {
    static ObligationForm empty() {
        return new ObligationForm(null, null, null);
    }

    void check(Instant now, Errors errors) {
        if (Typed.id(consent).isEmpty()) {
            errors.rejectValue("consent", "form.identifier.unreadable");
        }
        if (!Typed.text(article).matches("[\\p{L}\\p{N} .,()№-]{3,200}")) {
            errors.rejectValue("article", "obligation.article.unreadable");
        }
        var end = Typed.minute(owedUntil);
        if (end.isEmpty()) {
            errors.rejectValue("owedUntil", "form.minute.unreadable");
        } else if (!end.get().isAfter(now)) {
            errors.rejectValue("owedUntil", "hold.no-end");
        }
    }

    @Override
    public String toString() {
        return "ObligationForm[…]";
    }
}
