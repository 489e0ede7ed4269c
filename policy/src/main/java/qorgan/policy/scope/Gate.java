package qorgan.policy.scope;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import qorgan.policy.norm.Truth;

/// The gate before pretrial data: `request ∩ investigation ∩ procuracy` in its time, for one case,
/// with two signers. Ceilings, protection and the recipient's warning are norms of their own; the
/// gate knows nothing of them, and the whereabouts never come here.
///
/// Several grants of one office are tried in every pair. One pair that passes opens the field; else
/// the pair that failed at the latest step says why.
public final class Gate {
    private final List<Grant> investigation;
    private final List<Grant> procuracy;
    private final String caseId;
    private final boolean procuratorAlone;

    private Gate(
            List<Grant> investigation,
            List<Grant> procuracy,
            String caseId,
            boolean procuratorAlone) {
        this.investigation = investigation;
        this.procuracy = procuracy;
        this.caseId = caseId;
        this.procuratorAlone = procuratorAlone;
    }

    /// Both offices are needed.
    public static Gate ofBoth(List<Grant> grants, String caseId) {
        return new Gate(
                of(grants, Office.INVESTIGATION), of(grants, Office.PROCURACY), caseId, false);
    }

    /// The procurator's grant is enough, unless the investigation states prejudice.
    public static Gate ofProcurator(List<Grant> grants, String caseId) {
        return new Gate(
                of(grants, Office.INVESTIGATION), of(grants, Office.PROCURACY), caseId, true);
    }

    private static List<Grant> of(List<Grant> grants, Office office) {
        return grants.stream()
                .filter(grant -> grant.office() == office && grant.inOffice() != Truth.FALSE)
                .toList();
    }

    public Passage pass(String field, Instant at) {
        return procuratorAlone ? passAlone(field, at) : passBoth(field, at);
    }

    private Passage passBoth(String field, Instant at) {
        var best =
                new Passage()
                        .with(GateStep.INVESTIGATOR_GRANT, Truth.of(!investigation.isEmpty()))
                        .with(GateStep.PROCURATOR_GRANT, Truth.of(!procuracy.isEmpty()));
        if (investigation.isEmpty() || procuracy.isEmpty()) {
            return best;
        }
        Passage furthest = null;
        for (var first : investigation) {
            for (var second : procuracy) {
                var pair = pair(first, second, field, at);
                if (furthest == null || pair.isFurtherThan(furthest)) {
                    furthest = pair;
                }
            }
        }
        return furthest == null ? best : furthest;
    }

    private Passage pair(Grant first, Grant second, String field, Instant at) {
        var passage =
                new Passage()
                        .with(GateStep.INVESTIGATOR_GRANT, first.inOffice())
                        .with(GateStep.PROCURATOR_GRANT, second.inOffice())
                        .with(
                                GateStep.TWO_SIGNERS,
                                Truth.of(!first.signer().equals(second.signer())));
        each(List.of(first, second), field, at, passage::with);
        return passage;
    }

    private Passage passAlone(String field, Instant at) {
        Passage furthest = null;
        for (var grant : procuracy) {
            var alone = new Passage().with(GateStep.PROCURATOR_GRANT, grant.inOffice());
            each(List.of(grant), field, at, alone::with);
            alone.with(GateStep.NO_PREJUDICE, grant.noPrejudice().and(noVeto()));
            if (furthest == null || alone.isFurtherThan(furthest)) {
                furthest = alone;
            }
        }
        return furthest == null
                ? new Passage().with(GateStep.PROCURATOR_GRANT, Truth.FALSE)
                : furthest;
    }

    private Truth noVeto() {
        var none = Truth.TRUE;
        for (var grant : investigation) {
            if (grant.caseId().equals(caseId)) {
                none = none.and(grant.noPrejudice());
            }
        }
        return none;
    }

    private void each(
            List<Grant> grants, String field, Instant at, BiConsumer<GateStep, Truth> tell) {
        tell.accept(
                GateStep.SAME_CASE,
                Truth.of(grants.stream().allMatch(grant -> grant.caseId().equals(caseId))));
        tell.accept(
                GateStep.NOT_REVOKED,
                Truth.of(grants.stream().noneMatch(grant -> grant.isRevoked(at))));
        tell.accept(
                GateStep.NOT_EXPIRED,
                Truth.of(grants.stream().noneMatch(grant -> grant.isExpired(at))));
        tell.accept(
                GateStep.BEGUN, Truth.of(grants.stream().allMatch(grant -> grant.hasBegun(at))));
        tell.accept(
                GateStep.IN_SCOPE, Truth.of(grants.stream().allMatch(grant -> grant.names(field))));
        var noPrejudice = Truth.TRUE;
        for (var grant : grants) {
            noPrejudice = noPrejudice.and(grant.noPrejudice());
        }
        tell.accept(GateStep.NO_PREJUDICE, noPrejudice);
    }
}
