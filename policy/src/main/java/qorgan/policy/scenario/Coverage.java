package qorgan.policy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Engine;
import qorgan.policy.norm.Condition;
import qorgan.policy.pack.Clause;
import qorgan.policy.pack.Duty;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;

/// Whether the scenarios hold every norm in its place: for each norm, which of them fail without
/// it, and which fail when one of its conditions is weakened by a conjunct.
public record Coverage(List<OfNorm> norms) {
    public Coverage {
        norms = List.copyOf(norms);
    }

    /// @param withoutIt scenarios that fail when the norm is removed
    /// @param weakened how many weaker forms of the norm were tried
    /// @param noticed how many of them fail some scenario
    public record OfNorm(String norm, Set<String> withoutIt, int weakened, int noticed) {
        boolean isHeld() {
            return !withoutIt.isEmpty() && (weakened == 0 || noticed > 0);
        }
    }

    public static Coverage of(Packs law, List<Scenario> scenarios) {
        var norms = new ArrayList<OfNorm>();
        for (var provision : law.provisions()) {
            var without = failing(law, provision, null, scenarios, false);
            var weaker = weaker(provision);
            var noticed = 0;
            for (var form : weaker) {
                noticed += failing(law, provision, form, scenarios, true).isEmpty() ? 0 : 1;
            }
            norms.add(new OfNorm(provision.id(), without, weaker.size(), noticed));
        }
        return new Coverage(norms);
    }

    public boolean isComplete() {
        return norms.stream().allMatch(OfNorm::isHeld);
    }

    /// The norms that no scenario holds.
    public List<String> loose() {
        return norms.stream().filter(norm -> !norm.isHeld()).map(OfNorm::norm).toList();
    }

    /// One line a norm, and a line that sums up.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var norm : norms) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-8s %s: without it %d fail (%s); weakened %d ways, %d noticed",
                            norm.isHeld() ? "held" : "LOOSE",
                            norm.norm(),
                            norm.withoutIt().size(),
                            String.join(" ", norm.withoutIt().stream().limit(4).toList()),
                            norm.weakened(),
                            norm.noticed()));
        }
        lines.add(norms.size() + " norms, " + loose().size() + " loose");
        return lines;
    }

    private static Set<String> failing(
            Packs law,
            Provision provision,
            @Nullable Provision replacement,
            List<Scenario> scenarios,
            boolean oneIsEnough) {
        var others = new ArrayList<Provision>();
        for (var other : law.provisions()) {
            if (other != provision) {
                others.add(other);
            } else if (replacement != null) {
                others.add(replacement);
            }
        }
        var decider = new Scenarios(new Engine(law.with(others)));
        var failing = new TreeSet<String>();
        for (var scenario : scenarios) {
            if (!Outcomes.differences(scenario, decider.decide(scenario)).isEmpty()) {
                failing.add(scenario.id());
                if (oneIsEnough) {
                    return failing;
                }
            }
        }
        return failing;
    }

    /// Every form of a provision in which one condition asks for one thing less.
    static List<Provision> weaker(Provision provision) {
        var forms = new ArrayList<Provision>();
        for (var i = 0; i < provision.clauses().size(); i++) {
            for (var when : weaker(provision.clauses().get(i).when())) {
                var clauses = new ArrayList<>(provision.clauses());
                clauses.set(i, new Clause(clauses.get(i).fields(), clauses.get(i).ground(), when));
                forms.add(provision.with(clauses, provision.duties(), provision.inPlay()));
            }
        }
        for (var i = 0; i < provision.duties().size(); i++) {
            for (var when : weaker(provision.duties().get(i).when())) {
                var duties = new ArrayList<>(provision.duties());
                duties.set(i, new Duty(when, duties.get(i).owes(), duties.get(i).term()));
                forms.add(provision.with(provision.clauses(), duties, provision.inPlay()));
            }
        }
        if (provision.inPlay() != null) {
            for (var when : weaker(provision.inPlay())) {
                forms.add(provision.with(provision.clauses(), provision.duties(), when));
            }
        }
        return forms;
    }

    private static List<Condition> weaker(Condition condition) {
        if (condition.equals(Condition.ALWAYS)) {
            return List.of();
        }
        if (!(condition instanceof Condition.All all)) {
            return List.of(Condition.ALWAYS);
        }
        var weaker = new ArrayList<Condition>();
        for (var i = 0; i < all.parts().size(); i++) {
            var parts = new ArrayList<>(all.parts());
            parts.remove(i);
            weaker.add(new Condition.All(parts));
        }
        return weaker;
    }
}
