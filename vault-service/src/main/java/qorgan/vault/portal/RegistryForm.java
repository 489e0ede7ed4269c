package qorgan.vault.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.identity.ActorId;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;

/// Which registry's official is to sign, and which proofs the registry has itself.
record RegistryForm(
        @Nullable String registrar, @Nullable List<String> known, @Nullable String state) {
    static RegistryForm empty() {
        return new RegistryForm(null, null, null);
    }

    void check(Errors errors) {
        if (Typed.id(registrar).isEmpty()) {
            errors.rejectValue("registrar", "form.identifier.unreadable");
        }
        if (kinds().isEmpty()) {
            errors.rejectValue("known", "form.choose");
        }
        if (!Typed.text(state).isEmpty() && !States.areThere(Typed.text(state))) {
            errors.rejectValue("state", "form.choose");
        }
    }

    private List<EvidenceKind> kinds() {
        return (known == null ? List.<String>of() : known)
                .stream()
                        .map(code -> Typed.coded(code, EvidenceKind::of))
                        .flatMap(Optional::stream)
                        .toList();
    }

    ActorId toRegistrar() {
        return new ActorId(Typed.id(registrar).orElseThrow());
    }

    Evidence toEvidence() {
        return new Evidence(
                kinds().stream().collect(Collectors.toSet()),
                "",
                Typed.text(state).isEmpty() ? null : Typed.text(state));
    }

    @Override
    public String toString() {
        return "RegistryForm[…]";
    }
}
