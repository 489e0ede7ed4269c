package qorgan.vault.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;

/// Which proofs a standing officer saw.
record EvidenceForm(@Nullable List<String> seen, @Nullable String note) {
    static EvidenceForm empty() {
        return new EvidenceForm(null, null);
    }

    void check(Errors errors) {
        Typed.fit(errors, Typed.LINES, "note", note);
    }

    Evidence toEvidence() {
        var kinds =
                (seen == null ? List.<String>of() : seen)
                        .stream()
                                .map(code -> Typed.coded(code, EvidenceKind::of))
                                .flatMap(Optional::stream)
                                .collect(Collectors.toSet());
        return new Evidence(kinds, Typed.text(note));
    }

    @Override
    public String toString() {
        return "EvidenceForm[…]";
    }
}
