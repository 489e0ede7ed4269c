package qorgan.vault.disclosure;

import org.springframework.stereotype.Component;

import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Officials;
import qorgan.vault.identity.Role;
import qorgan.vault.identity.Target;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Who is on a case: Qorgan's own register of confirmed assignments, never a token alone. A
// procurator
/// is on the cases of their territory, too.
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

    /// How an official signs towards the outside: by service number, which protects who needs it
    // and
    /// is enough to complain about anybody.
    String signsAs(Actor official) {
        return officials
                .find(official.id())
                .map(found -> found.serviceNumber())
                .orElseGet(() -> official.id().toString());
    }
}
