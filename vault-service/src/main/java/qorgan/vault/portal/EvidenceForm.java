package qorgan.vault.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;

/// Which proofs a standing officer saw.
///
/// @param state of a consular officer the accrediting State, by its two letters
record EvidenceForm(@Nullable List<String> seen, @Nullable String note, @Nullable String state) {
    static EvidenceForm empty() {
        return new EvidenceForm(null, null, null);
    }

    void check(Errors errors) {
        Typed.fit(errors, Typed.LINES, "note", note);
        if (!Typed.text(state).isEmpty() && !States.areThere(Typed.text(state))) {
            errors.rejectValue("state", "form.choose");
        }
    }

    Evidence toEvidence() {
        var kinds =
                (seen == null ? List.<String>of() : seen)
                        .stream()
                                .map(code -> Typed.coded(code, EvidenceKind::of))
                                .flatMap(Optional::stream)
                                .collect(Collectors.toSet());
        return new Evidence(
                kinds, Typed.text(note), Typed.text(state).isEmpty() ? null : Typed.text(state));
    }

    @Override
    public String toString() {
        return "EvidenceForm[…]";
    }
}
