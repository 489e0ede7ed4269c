package qorgan.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Decision.ClockRun;
import qorgan.policy.Decision.Result;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Truths;
import qorgan.policy.norm.Verdict;
import qorgan.policy.pack.Consequence;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Terms;
import qorgan.policy.pack.Vocabulary;

/// Decides one question from its truths, in two passes. First each field for itself: the verdict of
/// the norms that speak about it, at decision and again at delivery. Then what follows from the
/// outcome: obligations, clocks, citations; they are norms too, over the facts of the outcome.
final class Judge {
    private final Pack pack;
    private final Consulted consulted;
    private final Vocabulary vocabulary;
    private final List<String> released = new ArrayList<>();
    private final Map<String, Ground> withheld = new LinkedHashMap<>();
    private final Map<String, Set<String>> missing = new LinkedHashMap<>();
    private final Set<String> lapsed = new LinkedHashSet<>();
    private final BitSet applied = new BitSet();
    private final BitSet defeated = new BitSet();
    private final BitSet cited = new BitSet();
    private final TreeSet<String> obligations = new TreeSet<>();
    private final List<ClockRun> clocks = new ArrayList<>();

    Judge(Pack pack, Consulted consulted) {
        this.pack = pack;
        this.consulted = consulted;
        this.vocabulary = pack.law().vocabulary();
    }

    Decision decide(@Nullable Clocks timeline) {
        consulted.fields().forEach(this::decide);
        var result = result();
        var outcome =
                new Outcome(vocabulary, consulted, released, withheld, missing, lapsed, result)
                        .truths();
        if (timeline != null) {
            timeline.tell(outcome);
        }
        for (var consequence : pack.consequences(outcome)) {
            follow(consequence, timeline);
        }
        cited.or(applied);
        cited.or(defeated);
        return new Decision(
                result,
                template(result),
                List.copyOf(released),
                withheld,
                obligations,
                List.copyOf(clocks),
                SortedNames.at(applied, pack.ids()),
                SortedNames.at(defeated, pack.ids()),
                SortedNames.at(cited, pack.ids()),
                missing,
                lapsed,
                consulted);
    }

    private void decide(String field) {
        var atDecision = rule(field, consulted.atDecision(), consulted.at());
        var oneInstant = consulted.atDelivery() == consulted.atDecision();
        var atDelivery =
                oneInstant
                        ? atDecision
                        : rule(field, consulted.atDelivery(), consulted.deliverAt());
        // For the whereabouts only the instant of delivery counts: a restriction that lapsed no
        // longer hides.
        var whereabouts = field.startsWith("W.");
        if (!oneInstant && atDecision.ground() == null && atDelivery.ground() != null) {
            lapsed.add(field);
        }
        var ground =
                !whereabouts && atDecision.ground() != null
                        ? atDecision.ground()
                        : atDelivery.ground();
        if (ground == null) {
            released.add(field);
        } else {
            withheld.put(field, ground);
            var asked =
                    !whereabouts && atDecision.ground() != null
                            ? atDecision.missing()
                            : atDelivery.missing();
            if (!asked.isEmpty()) {
                missing.put(field, asked);
            }
        }
    }

    private record FieldRuling(@Nullable Ground ground, Set<String> missing) {}

    private FieldRuling rule(String field, Map<String, Truths> truths, Instant at) {
        var ofField = truths.get(field);
        if (ofField == null) {
            throw new IllegalStateException("no truths were kept for " + field);
        }
        var plane = pack.plane(field);
        var verdict = plane.decide(ofField, at);
        verdict.applicable().forEach(norm -> applied.set(pack.positionOf(norm)));
        verdict.overridden().forEach(norm -> defeated.set(pack.positionOf(norm)));
        verdict.indeterminate().forEach(norm -> cited.set(pack.positionOf(norm)));
        var ground = ground(field, verdict);
        return new FieldRuling(
                ground, ground == Ground.FACT_UNKNOWN ? asked(verdict, ofField, at) : Set.of());
    }

    /// The ground that is told, or null where the field is released: of the denials that stand or
    /// might stand the first on the ladder; an uncertain one is told as an unknown fact.
    private @Nullable Ground ground(String field, Verdict verdict) {
        return switch (verdict.reason()) {
            case PERMITTED -> null;
            case CONFLICT -> Ground.RULE_CONFLICT;
            case DENIED_BY_NORM, UNKNOWN -> rung(verdict.rung(), verdict.rungKnown());
            case NO_PERMIT -> {
                if (verdict.rung() != null) {
                    yield rung(verdict.rung(), verdict.rungKnown());
                }
                yield verdict.missing().isEmpty()
                        ? named(pack.law().terms().closed(Terms.group(field)))
                        : Ground.FACT_UNKNOWN;
            }
        };
    }

    private Ground rung(@Nullable Norm rung, boolean known) {
        return rung != null && known ? named(pack.groundOf(rung)) : Ground.FACT_UNKNOWN;
    }

    private static Ground named(String code) {
        return Ground.of(code)
                .orElseThrow(() -> new IllegalStateException("no ground is called " + code));
    }

    private Set<String> asked(Verdict verdict, Truths truths, Instant at) {
        var facts = new TreeSet<String>();
        verdict.missing().forEach(fact -> facts.add(vocabulary.name(fact)));
        if (facts.isEmpty()) {
            verdict.indeterminate()
                    .forEach(
                            norm ->
                                    norm.missing(
                                            truths, at, fact -> facts.add(vocabulary.name(fact))));
        }
        return facts;
    }

    private Result result() {
        if (consulted.clocksOnly()) {
            return Result.NONE;
        }
        if (withheld.containsValue(Ground.SEARCH_OPENED)) {
            return Result.SEARCH;
        }
        if (withheld.isEmpty()) {
            return Result.PERMIT;
        }
        if (!released.isEmpty()) {
            return Result.PARTIAL;
        }
        return withheld.containsValue(Ground.FACT_UNKNOWN)
                        || withheld.containsValue(Ground.STANDING_NOT_PROVEN)
                ? Result.INDETERMINATE
                : Result.DENY;
    }

    private @Nullable String template(Result result) {
        return switch (result) {
            case NONE -> null;
            case PERMIT -> "T.RELEASE";
            case SEARCH -> "T.SEARCH_OPENED";
            case INDETERMINATE -> all(Ground.STANDING_NOT_PROVEN) ? "T.GENERIC" : "T.NEED_FACTS";
            case PARTIAL, DENY -> {
                if (all(Ground.STANDING_REFUSED)) {
                    yield "T.GENERIC_REFUSAL";
                }
                if (withheld.containsValue(Ground.RULE_CONFLICT)) {
                    yield "T.DPO_CASE";
                }
                if (withheld.containsValue(Ground.PROTECTED_PERSON)
                        || withheld.containsValue(Ground.SUBJECT_OBJECTS)
                        || withheld.containsValue(Ground.W_RESTRICTED_20_1)) {
                    yield "T.RESTRICTED_20_1";
                }
                yield result == Result.PARTIAL ? "T.PARTIAL" : "T.REFUSAL";
            }
        };
    }

    private boolean all(Ground ground) {
        return released.isEmpty() && withheld.values().stream().allMatch(ground::equals);
    }

    /// What a provision adds once the outcome is known. A clock has instants of its own, at which
    /// its provision has to be in force.
    private void follow(Consequence consequence, @Nullable Clocks timeline) {
        var provision = consequence.provision();
        var duty = consequence.duty();
        if (duty != null && duty.term() != null) {
            var runs =
                    timeline == null ? List.<ClockRun>of() : timeline.run(provision, duty.term());
            if (!runs.isEmpty()) {
                clocks.addAll(runs);
                obligations.addAll(duty.owes());
                cited.set(consequence.position());
            }
        } else if (provision.inForce().holds(consulted.at())) {
            if (duty != null) {
                obligations.addAll(duty.owes());
            }
            cited.set(consequence.position());
        }
    }
}
