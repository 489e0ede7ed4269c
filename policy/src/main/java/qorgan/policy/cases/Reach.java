package qorgan.policy.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.policy.cases.Case.Permission;
import qorgan.policy.cases.Case.Scope;
import qorgan.policy.norm.Reason;
import qorgan.policy.norm.Truth;
import qorgan.policy.scope.Gate;
import qorgan.policy.scope.GateStep;

/// How far a request reaches: `request ∩ investigation ∩ procuracy ∩ ceiling − protected`, in the
/// words of the abstract cases. The grants pass the gate that pretrial data pass; a whereabouts
/// field never comes to it.
final class Reach {
    private static final List<GateStep> ORDER =
            List.of(GateStep.INVESTIGATOR_GRANT, GateStep.PROCURATOR_GRANT, GateStep.TWO_SIGNERS);

    private Reach() {}

    /// Why a field is withheld at an instant, or null when it is given.
    static @Nullable String withheld(
            Scope scope, String name, Instant at, Map<String, Reason> planes) {
        var field = scope.fields().get(name);
        if (field == null) {
            return "UNKNOWN_FIELD";
        }
        var reason = planes.getOrDefault(field.plane(), Reason.PERMITTED);
        if (reason != Reason.PERMITTED) {
            return "NORMS_" + reason;
        }
        if (!scope.ceiling().contains(name)) {
            return "CEILING";
        }
        if (field.isProtected()) {
            return "PROTECTED";
        }
        return field.plane().equals("P") ? gate(scope, name, at) : null;
    }

    /// Only grants that stand and name the field come to the gate, so of its steps three are left
    /// to fail.
    private static @Nullable String gate(Scope scope, String name, Instant at) {
        var standing =
                scope.grants().stream()
                        .map(Permission::grant)
                        .filter(grant -> grant.stands(at) && grant.names(name))
                        .toList();
        var passage = Gate.ofBoth(standing, "").pass(name, at);
        return ORDER.stream()
                .filter(step -> passage.at(step) != Truth.TRUE)
                .findFirst()
                .map(
                        step ->
                                switch (step) {
                                    case INVESTIGATOR_GRANT -> "NO_INVESTIGATOR_GRANT";
                                    case PROCURATOR_GRANT -> "NO_PROCURATOR_GRANT";
                                    default -> "SAME_SIGNER";
                                })
                .orElse(null);
    }
}
