package qorgan.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import qorgan.policy.Derivation.Moment;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Terms;
import qorgan.policy.pack.Vocabulary;
import qorgan.policy.scope.Gate;
import qorgan.policy.scope.GateStep;

/// The truths of one question: those of the whole, and those that differ from field to field.
final class FieldFacts {
    /// The norm by which the procurator's grant may be enough; where it is not in force the setting
    /// means nothing.
    private static final String PROCURATOR_SUFFICIENT = "p-gate-procurator-sufficient";

    private final Packs law;
    private final Vocabulary vocabulary;
    private final List<Derived> derived = new ArrayList<>();
    private final Map<String, Integer> events = new HashMap<>();
    private final EnumMap<GateStep, Integer> gate = new EnumMap<>(GateStep.class);
    private final int sameCase;
    private final int ceiling;
    private final int gap;
    private final int conflict;
    private final int restricted;
    private final int notOccurred;
    private final int consentGiven;

    FieldFacts(Packs law) {
        this.law = law;
        vocabulary = law.vocabulary();
        Derivation.facts()
                .forEach(
                        (name, derivation) ->
                                vocabulary
                                        .find(name)
                                        .ifPresent(
                                                fact ->
                                                        derived.add(
                                                                new Derived(fact, derivation))));
        for (var term : vocabulary.terms()) {
            if (term.name().startsWith("event.")) {
                events.put(term.name().substring("event.".length()), vocabulary.at(term.name()));
            }
        }
        for (var step : GateStep.values()) {
            gate.put(step, vocabulary.at(step.fact()));
        }
        sameCase = vocabulary.at(GateStep.SAME_CASE.fact());
        ceiling = vocabulary.at("field.within-ceiling");
        gap = vocabulary.at("field.gap");
        conflict = vocabulary.at("field.conflict");
        restricted = vocabulary.at("field.restricted");
        notOccurred = vocabulary.at("field.not-occurred");
        consentGiven = vocabulary.at("consent.given");
    }

    private record Derived(int fact, BiFunction<Facts, Moment, Truth> derivation) {}

    static boolean isProcuratorAlone(Facts facts, Moment moment) {
        return facts.settings().procuratorSufficient()
                && moment.pack()
                        .provision(PROCURATOR_SUFFICIENT)
                        .map(norm -> norm.inForce().holds(moment.at()))
                        .orElse(false);
    }

    /// What is true of the whole question at this moment.
    Truths base(Moment moment) {
        var facts = moment.facts();
        var truths = Truths.allFalse(vocabulary.size());
        for (var one : derived) {
            vocabulary.set(truths, one.fact(), one.derivation().apply(facts, moment));
        }
        facts.timeline()
                .events()
                .forEach(
                        (event, instants) -> {
                            var fact = events.get(event);
                            if (fact != null) {
                                truths.set(fact, Truth.of(!instants.isEmpty()));
                            }
                        });
        facts.given()
                .forEach(
                        (name, truth) ->
                                vocabulary
                                        .find(name)
                                        .ifPresent(fact -> vocabulary.set(truths, fact, truth)));
        facts.unknown()
                .forEach(
                        name ->
                                vocabulary
                                        .find(name)
                                        .ifPresent(
                                                fact ->
                                                        vocabulary.set(
                                                                truths, fact, Truth.UNKNOWN)));
        return truths;
    }

    /// The same with what is true of one field.
    Truths of(String field, Truths base, Moment moment) {
        var facts = moment.facts();
        var truths = base.copy();
        var group = Terms.group(field);
        vocabulary.set(truths, gap, Truth.of(facts.gaps().contains(field)));
        vocabulary.set(truths, conflict, Truth.of(facts.conflicts().contains(field)));
        vocabulary.set(truths, notOccurred, Truth.of(facts.notOccurred().contains(field)));
        var restriction = facts.restriction();
        vocabulary.set(
                truths,
                restricted,
                Truth.of(
                        restriction != null
                                && (restriction.fields().contains(field)
                                        || restriction.fields().contains(group + ".*"))));
        vocabulary.set(
                truths,
                ceiling,
                Truth.of(law.terms().isWithinCeiling(facts.requester().role().code(), field)));
        vocabulary.set(truths, consentGiven, consents(facts, field));
        if (group.equals("P")) {
            passGate(field, truths, moment);
        }
        return truths;
    }

    private static Truth consents(Facts facts, String field) {
        if (facts.isUnknown("consent")) {
            return Truth.UNKNOWN;
        }
        var consent = facts.consent();
        return Truth.of(
                consent != null
                        && consent.fields().contains(field)
                        && (consent.recipient().equals(facts.requester().role().code())
                                || consent.recipient().equals(facts.requester().id())));
    }

    /// The grants are looked at for pretrial fields only; nothing else in this class reads them.
    private void passGate(String field, Truths truths, Moment moment) {
        var facts = moment.facts();
        if (facts.isUnknown("grants")) {
            var alone = isProcuratorAlone(facts, moment);
            gate.forEach(
                    (step, fact) ->
                            vocabulary.set(
                                    truths,
                                    fact,
                                    alone && !step.isOfProcuratorAlone()
                                            ? Truth.TRUE
                                            : Truth.UNKNOWN));
            return;
        }
        var pair =
                isProcuratorAlone(facts, moment)
                        ? Gate.ofProcurator(facts.grants(), facts.caseId())
                        : Gate.ofBoth(facts.grants(), facts.caseId());
        var passage = pair.pass(field, moment.at());
        gate.forEach((step, fact) -> vocabulary.set(truths, fact, passage.at(step)));
        if (facts.isUnknown("case") && !facts.grants().isEmpty()) {
            vocabulary.set(truths, sameCase, Truth.UNKNOWN);
        }
    }
}
