package qorgan.policy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import qorgan.policy.Consulted;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Reason;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Packs;

/// What would have to be true for a field to be permitted: computed from the norms, never written
/// by hand.
///
/// Of the facts that the field's norms mention, those that somebody can bring about or find out (a
/// proof, a grant, a consent, a task; not who asks, nor who is sought) are changed one, two, three
/// at a time until the verdict permits. Ways that contain another way are left out.
public final class Remedies {
    /// More conditions than this are no advice.
    private static final int MOST_CHANGES = 3;

    private static final int MOST_WAYS = 4;

    /// Families of facts that nobody brings about: who asks, who is sought, what came out.
    private static final Set<String> FIXED =
            Set.of(
                    "role",
                    "subject",
                    "objection",
                    "restriction",
                    "field",
                    "outcome",
                    "ground",
                    "asks",
                    "pack",
                    "event",
                    "emergency",
                    "breakglass",
                    "settings",
                    "custody",
                    "witness",
                    "unseal",
                    "transfer");

    /// Exceptions to the families: these can be found out or brought about.
    private static final Set<String> OPEN =
            Set.of(
                    "subject.found",
                    "subject.protected",
                    "subject.asylum",
                    "pack.valid",
                    "field.gap");

    private final Packs law;

    public Remedies(Packs law) {
        this.law = law;
    }

    /// One fact that would have to be so, or not so.
    public record Change(String fact, boolean holds) {}

    /// The ways to open a withheld field, the shortest first; empty where none of at most three
    /// changes opens it.
    public List<List<Change>> waysToOpen(Consulted consulted, String field) {
        var truths = consulted.atDelivery().get(field);
        var pack = law.named(consulted.pack());
        if (truths == null || pack.isEmpty()) {
            return List.of();
        }
        var plane = pack.get().plane(field);
        var candidates = candidates(plane, truths);
        var ways = new ArrayList<List<Change>>();
        for (var size = 1; size <= MOST_CHANGES && ways.isEmpty(); size++) {
            search(plane, truths, consulted, candidates, 0, size, new ArrayList<>(), ways);
        }
        return ways;
    }

    private void search(
            NormSet.Plane plane,
            Truths truths,
            Consulted consulted,
            List<Integer> candidates,
            int from,
            int left,
            List<Integer> chosen,
            List<List<Change>> ways) {
        if (ways.size() >= MOST_WAYS) {
            return;
        }
        if (left == 0) {
            var changed = truths.copy();
            chosen.forEach(fact -> changed.set(fact, opposite(truths.of(fact), fact)));
            if (plane.rule(changed, consulted.deliverAt()).reason() == Reason.PERMITTED) {
                ways.add(
                        chosen.stream()
                                .map(
                                        fact ->
                                                new Change(
                                                        law.vocabulary().name(fact),
                                                        changed.of(fact) == Truth.TRUE))
                                .toList());
            }
            return;
        }
        for (var i = from; i < candidates.size(); i++) {
            chosen.add(candidates.get(i));
            search(plane, truths, consulted, candidates, i + 1, left - 1, chosen, ways);
            chosen.removeLast();
        }
    }

    /// An unknown fact is found out the way that helps; a known one turns.
    private Truth opposite(Truth now, int fact) {
        if (now == Truth.UNKNOWN) {
            return Truth.of(!HARMFUL.contains(law.vocabulary().name(fact)));
        }
        return now.not();
    }

    private static final Set<String> HARMFUL =
            Set.of(
                    "subject.protected",
                    "subject.asylum",
                    "requester.conflict",
                    "counsel.conflict",
                    "consent.withdrawn");

    private List<Integer> candidates(NormSet.Plane plane, Truths truths) {
        var mentioned = new TreeSet<Integer>();
        for (var norm : plane.norms()) {
            norm.condition().facts(mentioned::add);
            norm.exemptions().forEach(exemption -> mention(exemption, mentioned));
        }
        var candidates = new ArrayList<Integer>();
        for (var fact : mentioned) {
            var name = law.vocabulary().name(fact);
            if (OPEN.contains(name) || !FIXED.contains(name.substring(0, name.indexOf('.')))) {
                candidates.add(fact);
            }
        }
        candidates.removeIf(fact -> helpsAlready(fact, truths));
        return candidates;
    }

    /// What already stands as it should needs no change.
    private boolean helpsAlready(int fact, Truths truths) {
        var name = law.vocabulary().name(fact);
        var wanted =
                HARMFUL.contains(name)
                                || name.equals("standing.refused")
                                || name.equals("field.gap")
                        ? Truth.FALSE
                        : Truth.TRUE;
        return truths.of(fact) == wanted
                || name.startsWith("purpose")
                || name.startsWith("gate.procurator-alone");
    }

    private static void mention(Exemption exemption, Set<Integer> into) {
        exemption.condition().facts(into::add);
        exemption.exemptions().forEach(inner -> mention(inner, into));
    }
}
