package qorgan.vault.disclosure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Official;
import qorgan.vault.identity.Officials;
import qorgan.vault.identity.Role;
import qorgan.vault.identity.Target;

/// Who is on a case: Qorgan's own register of confirmed assignments, never a token alone. A
/// procurator is on the cases of their territory, too.
@Component
class CaseTeam {

    private final Assignments assignments;
    private final Officials officials;

    CaseTeam(Assignments assignments, Officials officials) {
        this.assignments = assignments;
        this.officials = officials;
    }

    boolean isAssigned(Actor official, CaseId caseId) {
        return assignments.isAssigned(official.id(), new Target.ToCase(caseId))
                || official.has(Role.PROCURATOR)
                        && assignments.isAssigned(
                                official.id(), new Target.ToTerritory(official.region()));
    }

    /// Those of these cases that the official is on.
    Set<UUID> of(Actor official, Collection<UUID> cases) {
        return cases.stream()
                .filter(one -> isAssigned(official, new CaseId(one)))
                .collect(Collectors.toSet());
    }

    /// How an official signs towards the outside, as the row keeps it: by service number.
    String signsAs(Actor official) {
        return officials
                .find(official.id())
                .map(found -> found.serviceNumber())
                .orElseGet(() -> official.id().toString());
    }

    /// The official by name; by the kept number where the register knows them no more, or where
    /// they have no name towards the outside because they are protected.
    String named(UUID official, String number) {
        return officials.find(new ActorId(official)).map(CaseTeam::named).orElse(number);
    }

    /// For whom something of a case or an office waits: whoever conducts the case, else the first
    /// official of the office who may sign.
    Optional<String> responsible(@Nullable CaseId caseId, OfficeId office) {
        var onCase =
                caseId == null
                        ? List.<ActorId>of()
                        : assignments.assignedTo(new Target.ToCase(caseId));
        return onCase.stream()
                .flatMap(id -> officials.find(id).stream())
                .filter(found -> found.office().equals(office))
                .findFirst()
                .or(() -> officials.at(office, Role.STANDING_OFFICER).stream().findFirst())
                .or(() -> officials.at(office, Role.INVESTIGATOR).stream().findFirst())
                .map(CaseTeam::named);
    }

    private static String named(Official official) {
        return official.serviceName().isBlank()
                ? official.serviceNumber()
                : official.serviceName() + " (" + official.serviceNumber() + ")";
    }
}
