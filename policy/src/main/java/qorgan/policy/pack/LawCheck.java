package qorgan.policy.pack;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Packs.PackDates;

/// What has to be true of a law before anything is decided by it. Unknown facts, fields, grounds
/// and missing wordings are found while reading; here is what only the whole shows.
final class LawCheck {
    /// A condition of more facts than this is not tried out in every combination.
    private static final int MOST_FACTS_TRIED = 12;

    private final List<Provision> provisions;
    private final Map<String, PackDates> packs;
    private final Vocabulary vocabulary;
    private final Map<String, Provision> byId = new HashMap<>();

    private LawCheck(
            List<Provision> provisions, Map<String, PackDates> packs, Vocabulary vocabulary) {
        this.provisions = provisions;
        this.packs = packs;
        this.vocabulary = vocabulary;
    }

    static void check(
            List<Provision> provisions, Map<String, PackDates> packs, Vocabulary vocabulary) {
        new LawCheck(provisions, packs, vocabulary).check();
    }

    private void check() {
        provisions.forEach(this::versions);
        for (var provision : provisions) {
            intervals(provision);
            exceptionsExist(provision);
            noCycle(provision, true, new LinkedHashSet<>());
            noCycle(provision, false, new LinkedHashSet<>());
            whereaboutsReadNoGate(provision);
            satisfiable(provision);
        }
    }

    private void versions(Provision provision) {
        var earlier = byId.putIfAbsent(provision.id(), provision);
        if (earlier != null
                && earlier.packs().stream().anyMatch(provision.packs()::contains)
                && earlier.inForce().overlaps(provision.inForce())) {
            throw fault(provision, "two versions of " + provision.id() + " are in force at once");
        }
    }

    private void intervals(Provision provision) {
        var everInForce = false;
        for (var pack : provision.packs()) {
            var dates = packs.get(pack);
            if (dates == null) {
                throw fault(provision, "no pack is called " + pack);
            }
            everInForce |= dates.inForce().overlaps(provision.inForce());
        }
        var speaks = !provision.clauses().isEmpty() || !provision.duties().isEmpty();
        if (speaks && !everInForce) {
            throw fault(
                    provision,
                    provision.id() + " is in force in none of its packs and can never apply");
        }
    }

    private void exceptionsExist(Provision provision) {
        for (var named : provision.unless()) {
            if (provisions.stream().noneMatch(other -> other.id().equals(named))) {
                throw fault(
                        provision,
                        provision.id() + " yields to " + named + ", which does not exist");
            }
        }
    }

    /// A denial yields to permits and a permit to denials, so a circle is one of norms with their
    /// effects.
    private void noCycle(Provision provision, boolean denies, Set<String> path) {
        if (provision.clauses().stream().noneMatch(clause -> clause.denies() == denies)) {
            return;
        }
        var step = provision.id() + (denies ? " (denies)" : " (permits)");
        if (!path.add(step)) {
            throw fault(
                    provision,
                    "exceptions go in a circle: " + String.join(" → ", path) + " → " + step);
        }
        for (var named : provision.unless()) {
            var other = byId.get(named);
            if (other != null) {
                noCycle(other, !denies, path);
            }
        }
        path.remove(step);
    }

    /// The whereabouts pass the pretrial gate by construction: a law in which a norm about them
    /// consults a grant, the case or its stage is not loaded, whatever else it says.
    private void whereaboutsReadNoGate(Provision provision) {
        for (var clause : provision.clauses()) {
            if (clause.fields().stream().anyMatch(field -> field.startsWith("W."))) {
                clause.when()
                        .facts(
                                fact -> {
                                    var name = vocabulary.name(fact);
                                    if (Stream.of("gate.", "grants.", "stage.")
                                            .anyMatch(name::startsWith)) {
                                        throw fault(
                                                provision,
                                                provision.id()
                                                        + " reads "
                                                        + name
                                                        + " for a whereabouts field");
                                    }
                                });
            }
        }
    }

    private void satisfiable(Provision provision) {
        var conditions = new ArrayList<Condition>();
        provision.clauses().forEach(clause -> conditions.add(clause.when()));
        provision.duties().forEach(duty -> conditions.add(duty.when()));
        for (var condition : conditions) {
            if (!canHold(condition)) {
                throw fault(provision, provision.id() + " has a condition that can never hold");
            }
        }
    }

    private boolean canHold(Condition condition) {
        var mentioned = new BitSet();
        condition.facts(mentioned::set);
        var facts = mentioned.stream().toArray();
        if (facts.length > MOST_FACTS_TRIED) {
            return true;
        }
        for (var combination = 0; combination < 1 << facts.length; combination++) {
            var truths = Truths.allFalse(vocabulary.size());
            for (var i = 0; i < facts.length; i++) {
                truths.set(facts[i], Truth.of((combination >> i & 1) != 0));
            }
            if (condition.value(truths) == Truth.TRUE) {
                return true;
            }
        }
        return false;
    }

    private static PackFault fault(Provision provision, String what) {
        return new PackFault(provision.file(), provision.line(), what);
    }
}
