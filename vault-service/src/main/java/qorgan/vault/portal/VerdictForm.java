package qorgan.vault.portal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.request.Verdict;

/// What a facility states about a search.
record VerdictForm(@Nullable String verdict) {
    static VerdictForm empty() {
        return new VerdictForm(null);
    }

    void check(Errors errors) {
        if (chosen().isEmpty()) {
            errors.rejectValue("verdict", "search.verdict.needed");
        }
    }

    Optional<Verdict> chosen() {
        return Typed.coded(verdict, Verdict::of);
    }
}
