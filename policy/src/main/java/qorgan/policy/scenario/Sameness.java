package qorgan.policy.scenario;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.pack.FactKind;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;
import qorgan.policy.pack.Vocabulary;
import qorgan.policy.time.Window;

/// Proves that a weakened norm says the same as the norm of the law, whatever the facts: then no
/// scenario can tell the two apart.
///
/// The proof tries every combination of the facts that the two conditions and their exceptions
/// mention, each fact FALSE, UNKNOWN or TRUE (a fact that has to be proven is never UNKNOWN), one
/// role at a time, under the implications that `facts.yaml` declares. Parts of a combination that
/// already settle both values alike are not tried further. Found unequal in one combination, or not
/// settled within a bound, a weakening is not the same: some scenario has to notice it.
final class Sameness {
    private static final int FALSE = 1;
    private static final int UNKNOWN = 2;
    private static final int TRUE = 4;
    private static final int MOST_STEPS = 200_000;

    private final Packs law;
    private final Vocabulary words;
    private int steps;

    Sameness(Packs law) {
        this.law = law;
        this.words = law.vocabulary();
    }

    /// Why nothing can tell the weakening from the law, or empty.
    Optional<String> of(Weakening weakening, Packs weakened) {
        var before = weakening.before();
        var after = weakening.after();
        if (!weakening.isOfFields() && before != null && after != null) {
            return isSame(new Pure(before), new Pure(after))
                    ? Optional.of("what is left of the condition implies it")
                    : Optional.empty();
        }
        var met = 0;
        for (var pack : law.all()) {
            if (pack.provision(weakening.norm().id()).isEmpty()) {
                continue;
            }
            var other = weakened.named(pack.id()).orElseThrow();
            for (var field : law.terms().fields()) {
                for (var norm : of(weakening.norm(), pack, field)) {
                    var twin = twin(norm, other, field);
                    if (!norm.equals(twin)) {
                        met++;
                        if (!isSame(norm, twin, pack.inForce())) {
                            return Optional.empty();
                        }
                    }
                }
            }
        }
        return Optional.of(
                met > 0
                        ? "the norm's value is the same under every combination of facts"
                        : "they never meet: no clause of the other effect about a field of this"
                                + " norm");
    }

    private static List<Norm> of(Provision provision, Pack pack, String field) {
        return pack.plane(field).norms().stream()
                .filter(norm -> pack.provisionOf(norm).id().equals(provision.id()))
                .toList();
    }

    private static Norm twin(Norm norm, Pack pack, String field) {
        return pack.plane(field).norms().stream()
                .filter(other -> other.id().equals(norm.id()))
                .findFirst()
                .orElseThrow();
    }

    /// The same at every instant at which the pack is valid and the norm in force.
    private boolean isSame(Norm norm, Norm twin, Window valid) {
        if (!norm.condition().equals(twin.condition())
                && isSame(new Pure(norm.condition()), new Pure(twin.condition()))) {
            return true;
        }
        var instants = new TreeSet<Instant>();
        instants.add(valid.from() == null ? Instant.MIN : valid.from());
        instants.add(norm.window().from() == null ? Instant.MIN : norm.window().from());
        changes(norm.exemptions(), instants);
        changes(twin.exemptions(), instants);
        return instants.stream()
                .filter(at -> norm.window().holds(at) && valid.holds(at))
                .allMatch(
                        at ->
                                isSame(
                                        new Whole(norm.condition(), norm.exemptions(), at),
                                        new Whole(twin.condition(), twin.exemptions(), at)));
    }

    private static void changes(List<Exemption> exemptions, Set<Instant> instants) {
        for (var exemption : exemptions) {
            var window = exemption.window();
            if (window.from() != null) {
                instants.add(window.from());
            }
            if (window.to() != null) {
                instants.add(window.to());
            }
            changes(exemption.exemptions(), instants);
        }
    }

    /// Something whose possible values follow from the possible values of facts.
    private sealed interface Valued {
        int values(int[] facts);

        void mention(Set<Integer> facts);
    }

    private record Pure(Condition condition) implements Valued {
        @Override
        public int values(int[] facts) {
            return Sameness.values(condition, facts);
        }

        @Override
        public void mention(Set<Integer> facts) {
            condition.facts(facts::add);
        }
    }

    private record Whole(Condition condition, List<Exemption> exemptions, Instant at)
            implements Valued {
        @Override
        public int values(int[] facts) {
            var values = Sameness.values(condition, facts);
            for (var exemption : exemptions) {
                if (exemption.window().holds(at)) {
                    var excepted =
                            new Whole(exemption.condition(), exemption.exemptions(), at)
                                    .values(facts);
                    values = and(values, not(excepted));
                }
            }
            return values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Whole that
                    && condition.equals(that.condition)
                    && heldBackBy().equals(that.heldBackBy());
        }

        @Override
        public int hashCode() {
            return condition.hashCode();
        }

        /// What holds it back, whatever it is called: two exceptions on the same condition are one.
        Set<Whole> heldBackBy() {
            var inForce = new HashSet<Whole>();
            for (var exemption : exemptions) {
                if (exemption.window().holds(at)) {
                    inForce.add(new Whole(exemption.condition(), exemption.exemptions(), at));
                }
            }
            return inForce;
        }

        /// The exceptions that the other has not.
        List<Whole> more(Whole other) {
            var more = new HashSet<>(heldBackBy());
            more.removeAll(other.heldBackBy());
            return List.copyOf(more);
        }

        @Override
        public void mention(Set<Integer> facts) {
            condition.facts(facts::add);
            exemptions.forEach(
                    exemption ->
                            new Whole(exemption.condition(), exemption.exemptions(), at)
                                    .mention(facts));
        }
    }

    private boolean isSame(Valued one, Valued other) {
        steps = 0;
        var mentioned = new LinkedHashSet<Integer>();
        one.mention(mentioned);
        other.mention(mentioned);
        for (var fact : List.copyOf(mentioned)) {
            words.term(fact).implies().forEach(implied -> mentioned.add(words.at(implied)));
        }
        var roles = mentioned.stream().filter(this::isRole).toList();
        var others = mentioned.stream().filter(fact -> !isRole(fact)).toList();
        var facts = new int[words.size()];
        for (var chosen = -1; chosen < roles.size(); chosen++) {
            for (var fact : others) {
                facts[fact] =
                        words.term(fact).kind() == FactKind.PROVEN
                                ? FALSE | TRUE
                                : FALSE | UNKNOWN | TRUE;
            }
            for (var i = 0; i < roles.size(); i++) {
                facts[roles.get(i)] = i == chosen ? TRUE : FALSE;
            }
            if (!isSame(one, other, facts, others, 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean isRole(int fact) {
        return words.name(fact).startsWith("role.");
    }

    private boolean isSame(Valued one, Valued other, int[] facts, List<Integer> open, int next) {
        if (++steps > MOST_STEPS) {
            return false;
        }
        if (isImpossible(facts, open)) {
            return true;
        }
        var values = one.values(facts);
        if (Integer.bitCount(values) == 1 && values == other.values(facts)
                || differsInNothing(one, other, facts)) {
            return true;
        }
        if (next == open.size()) {
            return false;
        }
        var fact = open.get(next);
        var possible = facts[fact];
        for (var value = FALSE; value <= TRUE; value <<= 1) {
            if ((possible & value) != 0) {
                facts[fact] = value;
                if (!isSame(one, other, facts, open, next + 1)) {
                    facts[fact] = possible;
                    return false;
                }
            }
        }
        facts[fact] = possible;
        return true;
    }

    /// The same condition, and each exception that only one of them has is FALSE.
    private static boolean differsInNothing(Valued one, Valued other, int[] facts) {
        if (one instanceof Whole whole
                && other instanceof Whole twin
                && whole.condition().equals(twin.condition())) {
            for (var more : whole.more(twin)) {
                if (more.values(facts) != FALSE) {
                    return false;
                }
            }
            for (var more : twin.more(whole)) {
                if (more.values(facts) != FALSE) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    /// An implication is broken, whatever the open facts turn out to be.
    private boolean isImpossible(int[] facts, List<Integer> open) {
        for (var fact : open) {
            if ((facts[fact] & FALSE) == 0) {
                for (var implied : words.term(fact).implies()) {
                    if ((facts[words.at(implied)] & TRUE) == 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int values(Condition condition, int[] facts) {
        return switch (condition) {
            case Condition.Fact(var index) -> facts[index];
            case Condition.Not(var part) -> not(values(part, facts));
            case Condition.All(var parts) -> {
                var values = TRUE;
                for (var part : parts) {
                    values = and(values, values(part, facts));
                }
                yield values;
            }
            case Condition.Any(var parts) -> {
                var values = TRUE;
                for (var part : parts) {
                    values = and(values, not(values(part, facts)));
                }
                yield not(values);
            }
        };
    }

    private static int not(int values) {
        return values & UNKNOWN
                | ((values & FALSE) == 0 ? 0 : TRUE)
                | ((values & TRUE) == 0 ? 0 : FALSE);
    }

    /// The smaller of each pair of possible values.
    private static int and(int one, int other) {
        var values = 0;
        for (var a = FALSE; a <= TRUE; a <<= 1) {
            for (var b = FALSE; b <= TRUE; b <<= 1) {
                if ((one & a) != 0 && (other & b) != 0) {
                    values |= Math.min(a, b);
                }
            }
        }
        return values;
    }
}
