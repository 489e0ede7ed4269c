package qorgan.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Packs;

/// A law before it takes effect, tried on recent questions: what would come out differently.
public final class ShadowRun {
    private ShadowRun() {}

    /// One question that the two laws answer differently.
    ///
    /// @param question its position in the list
    public record Difference(int question, Decision now, Decision then) {
        /// In one line: what opens, what closes, what is told otherwise.
        public String says() {
            var changes = new ArrayList<String>();
            for (var field : now.consulted().fields()) {
                var before = now.withheld().get(field);
                var after = then.withheld().get(field);
                if (!Objects.equals(before, after)) {
                    changes.add(field + ": " + told(before) + " → " + told(after));
                }
            }
            if (!now.obligations().equals(then.obligations())) {
                changes.add("obligations: " + now.obligations() + " → " + then.obligations());
            }
            if (!now.clocks().equals(then.clocks())) {
                changes.add("clocks: " + now.clocks().size() + " → " + then.clocks().size());
            }
            return String.join("; ", changes);
        }

        private static String told(@Nullable Ground ground) {
            return ground == null ? "released" : ground.code();
        }
    }

    /// Every question that the new law answers differently from the one in force.
    public static List<Difference> compare(Packs inForce, Packs next, List<Facts> questions) {
        var today = new Engine(inForce);
        var tomorrow = new Engine(next);
        var differences = new ArrayList<Difference>();
        for (var i = 0; i < questions.size(); i++) {
            var difference =
                    new Difference(
                            i, today.decide(questions.get(i)), tomorrow.decide(questions.get(i)));
            if (!difference.says().isEmpty()) {
                differences.add(difference);
            }
        }
        return differences;
    }

    /// What another law says to the truths that a decision consumed. Facts are met by their names;
    /// one that the other law asks for and the record never held is unknown, which closes. What is
    /// the law's own (who may get a field at the most, when a pack is valid) is found anew.
    ///
    /// @param recorded the law that decided then
    public static Decision again(Consulted then, Packs recorded, Packs next) {
        return new Engine(next).replay(new Translation(then, recorded, next).consulted());
    }

    /// What the other law answers differently, field by field; empty where it agrees.
    public static List<String> changes(DecisionRecord then, Decision now) {
        var changes = new ArrayList<String>();
        for (var field : then.consulted().fields()) {
            var before = then.withheld().getOrDefault(field, "released");
            var after = Difference.told(now.withheld().get(field));
            if (!before.equals(after)) {
                changes.add(field + ": " + before + " → " + after);
            }
        }
        return changes;
    }

    /// A record's truths in the words of another law.
    private record Translation(Consulted then, Packs recorded, Packs next) {
        Consulted consulted() {
            var pack = next.named(then.pack()).orElseGet(() -> next.at(then.at()));
            var atDecision = each(then.atDecision(), pack, then.at());
            return new Consulted(
                    next.digest(),
                    pack.id(),
                    then.at(),
                    then.deliverAt(),
                    then.clocksOnly(),
                    then.fields(),
                    whole(then.base(), pack, then.at()),
                    atDecision,
                    then.atDelivery() == then.atDecision()
                            ? atDecision
                            : each(then.atDelivery(), pack, then.deliverAt()));
        }

        private Map<String, Truths> each(Map<String, Truths> fields, Pack pack, Instant at) {
            var each = new LinkedHashMap<String, Truths>();
            fields.forEach(
                    (field, truths) -> {
                        var translated = whole(truths, pack, at);
                        next.vocabulary()
                                .find("field.within-ceiling")
                                .ifPresent(
                                        fact ->
                                                translated.set(
                                                        fact,
                                                        Truth.of(isWithinCeiling(field, truths))));
                        each.put(field, translated);
                    });
            return each;
        }

        private boolean isWithinCeiling(String field, Truths truths) {
            for (var role : RecipientRole.values()) {
                var fact = recorded.vocabulary().find(role.fact());
                if (fact.isPresent() && truths.of(fact.get()) == Truth.TRUE) {
                    return next.terms().isWithinCeiling(role.code(), field);
                }
            }
            return false;
        }

        private Truths whole(Truths truths, Pack pack, Instant at) {
            var words = next.vocabulary();
            var translated = Truths.allFalse(words.size());
            for (var fact = 0; fact < words.size(); fact++) {
                var known = recorded.vocabulary().find(words.name(fact));
                words.set(translated, fact, known.map(truths::of).orElse(Truth.UNKNOWN));
            }
            var covered = recorded.named(then.pack()).map(old -> old.covers(at)).orElse(false);
            if (pack.covers(at) != covered) {
                words.find("pack.valid")
                        .ifPresent(fact -> words.set(translated, fact, Truth.of(!covered)));
            }
            return translated;
        }
    }
}
