package qorgan.policy.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Consulted;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Clause;
import qorgan.policy.pack.Duty;
import qorgan.policy.pack.Provision;
import qorgan.policy.pack.Vocabulary;

/// A norm that asks for one thing less than the law does: one conjunct of a condition is gone, at
/// whatever depth, or one exception is no longer yielded to. Every scenario file has to notice
/// every one of them.
///
/// What counts as *less*: a conjunct dropped from an *all*; under a *not*, an alternative dropped
/// from an *any*; a condition that is a single fact, or an *any*, replaced by "always". So the
/// weaker condition is TRUE wherever the law's own is, and somewhere else too.
///
/// @param where which clause, duty or exception of the norm
/// @param clause the position of the clause, -1 for a duty, the range of play or an exception
/// @param without what is no longer asked for
/// @param before the condition as the law has it, null for an exception
/// @param after the weaker condition, null for an exception
/// @param form the norm with this one change
record Weakening(
        Provision norm,
        String where,
        int clause,
        String without,
        @Nullable Condition before,
        @Nullable Condition after,
        Provision form) {
    String what() {
        return where + " without " + without;
    }

    /// Whether it is about what the norm says of fields: a clause or an exception of it.
    boolean isOfFields() {
        return clause >= 0 || after == null;
    }

    /// Whether a scenario that consumed these truths could notice: a difference in the condition,
    /// or a norm that is not FALSE and yields to one thing less, for some field asked. What follows
    /// from the outcome is not told by these truths, so there it always could.
    boolean mayBeNoticedBy(Consulted consulted) {
        if (!isOfFields()) {
            return true;
        }
        for (var field : consulted.fields()) {
            for (var moment : List.of(consulted.atDecision(), consulted.atDelivery())) {
                var truths = moment.get(field);
                if (truths != null && changes(field, truths)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean changes(String field, Truths truths) {
        if (before != null && after != null) {
            return norm.clauses().get(clause).fields().contains(field)
                    && before.value(truths) != after.value(truths);
        }
        for (var speaks : norm.clauses()) {
            if (speaks.fields().contains(field) && speaks.when().value(truths) != Truth.FALSE) {
                return true;
            }
        }
        return false;
    }

    static List<Weakening> of(Provision norm, Vocabulary words) {
        var all = new ArrayList<Weakening>();
        for (var i = 0; i < norm.clauses().size(); i++) {
            var clause = norm.clauses().get(i);
            for (var weaker : weaker(clause.when())) {
                var clauses = new ArrayList<>(norm.clauses());
                clauses.set(i, new Clause(clause.fields(), clause.ground(), weaker.condition()));
                all.add(
                        new Weakening(
                                norm,
                                "clause " + (i + 1),
                                i,
                                weaker.without(words),
                                clause.when(),
                                weaker.condition(),
                                norm.with(clauses, norm.duties(), norm.inPlay())));
            }
        }
        for (var i = 0; i < norm.duties().size(); i++) {
            var duty = norm.duties().get(i);
            for (var weaker : weaker(duty.when())) {
                var duties = new ArrayList<>(norm.duties());
                duties.set(i, new Duty(weaker.condition(), duty.owes(), duty.term()));
                all.add(
                        new Weakening(
                                norm,
                                "duty " + (i + 1),
                                -1,
                                weaker.without(words),
                                duty.when(),
                                weaker.condition(),
                                norm.with(norm.clauses(), duties, norm.inPlay())));
            }
        }
        var inPlay = norm.inPlay();
        if (inPlay != null) {
            for (var weaker : weaker(inPlay)) {
                all.add(
                        new Weakening(
                                norm,
                                "in-play",
                                -1,
                                weaker.without(words),
                                inPlay,
                                weaker.condition(),
                                norm.with(norm.clauses(), norm.duties(), weaker.condition())));
            }
        }
        for (var exception : norm.unless()) {
            all.add(
                    new Weakening(
                            norm,
                            "unless",
                            -1,
                            exception,
                            null,
                            null,
                            norm.yieldingNotTo(exception)));
        }
        return all;
    }

    private record Weaker(Condition condition, Condition dropped) {
        String without(Vocabulary words) {
            return told(dropped, words);
        }
    }

    private static Set<Weaker> weaker(Condition condition) {
        var forms = new LinkedHashSet<Weaker>();
        switch (condition) {
            case Condition.Fact fact -> forms.add(new Weaker(Condition.ALWAYS, fact));
            case Condition.All(var parts) -> {
                for (var i = 0; i < parts.size(); i++) {
                    forms.add(new Weaker(new Condition.All(without(parts, i)), parts.get(i)));
                    for (var inner : weaker(parts.get(i))) {
                        if (!inner.condition().equals(Condition.ALWAYS)) {
                            forms.add(
                                    new Weaker(
                                            new Condition.All(with(parts, i, inner.condition())),
                                            inner.dropped()));
                        }
                    }
                }
            }
            case Condition.Any(var parts) -> {
                forms.add(new Weaker(Condition.ALWAYS, condition));
                for (var i = 0; i < parts.size(); i++) {
                    for (var inner : weaker(parts.get(i))) {
                        if (!inner.condition().equals(Condition.ALWAYS)) {
                            forms.add(
                                    new Weaker(
                                            new Condition.Any(with(parts, i, inner.condition())),
                                            inner.dropped()));
                        }
                    }
                }
            }
            case Condition.Not(var part) -> {
                forms.add(new Weaker(Condition.ALWAYS, condition));
                if (part instanceof Condition.Any(var parts)) {
                    for (var i = 0; i < parts.size(); i++) {
                        forms.add(
                                new Weaker(
                                        new Condition.Not(new Condition.Any(without(parts, i))),
                                        new Condition.Not(parts.get(i))));
                    }
                }
            }
        }
        return forms;
    }

    private static List<Condition> without(List<Condition> parts, int i) {
        var fewer = new ArrayList<>(parts);
        fewer.remove(i);
        return fewer;
    }

    private static List<Condition> with(List<Condition> parts, int i, Condition part) {
        var others = new ArrayList<>(parts);
        others.set(i, part);
        return others;
    }

    /// A condition in the words of the law's files.
    static String told(Condition condition, Vocabulary words) {
        return switch (condition) {
            case Condition.Fact(var index) -> words.name(index);
            case Condition.Not(var part) -> "not " + told(part, words);
            case Condition.All(var parts) -> "all" + told(parts, words);
            case Condition.Any(var parts) -> "any" + told(parts, words);
        };
    }

    private static List<String> told(List<Condition> parts, Vocabulary words) {
        return parts.stream().map(part -> told(part, words)).toList();
    }
}
