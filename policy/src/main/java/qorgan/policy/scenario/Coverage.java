package qorgan.policy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Consulted;
import qorgan.policy.Engine;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;

/// Whether the scenarios hold every norm in its place: for each norm, which of them fail without
/// it; for each single way of weakening it, one that notices, or the proof that the weaker norm
/// says the same.
public record Coverage(List<OfNorm> norms) {
    public Coverage {
        norms = List.copyOf(norms);
    }

    /// @param withoutIt scenarios that fail when the norm is removed
    public record OfNorm(String norm, Set<String> withoutIt, List<OfWeakening> weakenings) {
        boolean isHeld() {
            return !withoutIt.isEmpty() && weakenings.stream().allMatch(OfWeakening::isHeld);
        }

        long noticed() {
            return weakenings.stream().filter(one -> one.noticedBy() != null).count();
        }
    }

    /// @param noticedBy the first scenario that fails with the weakened norm
    /// @param same why no scenario can
    public record OfWeakening(String what, @Nullable String noticedBy, @Nullable String same) {
        boolean isHeld() {
            return noticedBy != null || same != null;
        }
    }

    /// A scenario with the truths that the law itself consumes for it: what decides whether a
    /// weakened norm can matter to it at all.
    private record Asked(Scenario scenario, Consulted consulted) {}

    public static Coverage of(Packs law, List<Scenario> scenarios) {
        var decider = new Scenarios(new Engine(law));
        var asked =
                scenarios.stream()
                        .map(one -> new Asked(one, decider.decide(one).consulted()))
                        .toList();
        var sameness = new Sameness(law);
        var norms = new ArrayList<OfNorm>();
        for (var provision : law.provisions()) {
            var weakenings = new ArrayList<OfWeakening>();
            for (var weakening : Weakening.of(provision, law.vocabulary())) {
                weakenings.add(of(weakening, law, asked, sameness));
            }
            norms.add(
                    new OfNorm(
                            provision.id(),
                            failing(law.with(without(law, provision)), scenarios),
                            weakenings));
        }
        return new Coverage(norms);
    }

    private static OfWeakening of(
            Weakening weakening, Packs law, List<Asked> asked, Sameness sameness) {
        var others = new ArrayList<Provision>();
        for (var other : law.provisions()) {
            others.add(other == weakening.norm() ? weakening.form() : other);
        }
        var weakened = law.with(others);
        var decider = new Scenarios(new Engine(weakened));
        for (var one : asked) {
            if (weakening.mayBeNoticedBy(one.consulted())
                    && !Outcomes.differences(one.scenario(), decider.decide(one.scenario()))
                            .isEmpty()) {
                return new OfWeakening(weakening.what(), one.scenario().id(), null);
            }
        }
        return new OfWeakening(
                weakening.what(), null, sameness.of(weakening, weakened).orElse(null));
    }

    private static List<Provision> without(Packs law, Provision provision) {
        return law.provisions().stream().filter(other -> other != provision).toList();
    }

    private static Set<String> failing(Packs without, List<Scenario> scenarios) {
        var decider = new Scenarios(new Engine(without));
        var failing = new TreeSet<String>();
        for (var scenario : scenarios) {
            if (!Outcomes.differences(scenario, decider.decide(scenario)).isEmpty()) {
                failing.add(scenario.id());
            }
        }
        return failing;
    }

    public boolean isComplete() {
        return norms.stream().allMatch(OfNorm::isHeld);
    }

    /// The norms that no scenario holds.
    public List<String> loose() {
        return norms.stream().filter(norm -> !norm.isHeld()).map(OfNorm::norm).toList();
    }

    /// The weakenings that no scenario notices and that are not proven to say the same.
    public List<String> unnoticed() {
        return norms.stream()
                .flatMap(
                        norm ->
                                norm.weakenings().stream()
                                        .filter(one -> !one.isHeld())
                                        .map(one -> norm.norm() + ": " + one.what()))
                .toList();
    }

    /// A line a norm, below it a line a weakening, and a line that sums up.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var weakenings = 0;
        var noticed = 0L;
        for (var norm : norms) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-5s %s: without it %d fail (%s)",
                            norm.isHeld() ? "held" : "LOOSE",
                            norm.norm(),
                            norm.withoutIt().size(),
                            String.join(" ", norm.withoutIt().stream().limit(4).toList())));
            norm.weakenings().forEach(one -> lines.add("      " + told(one)));
            weakenings += norm.weakenings().size();
            noticed += norm.noticed();
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d norms, %d loose; %d weakenings, %d noticed, %d the same, %d unnoticed",
                        norms.size(),
                        loose().size(),
                        weakenings,
                        noticed,
                        weakenings - noticed - unnoticed().size(),
                        unnoticed().size()));
        return lines;
    }

    private static String told(OfWeakening one) {
        if (one.noticedBy() != null) {
            return one.what() + ": noticed by " + one.noticedBy();
        }
        return one.what() + (one.same() != null ? ": the same, " + one.same() : ": UNNOTICED");
    }
}
