package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Facts;
import qorgan.policy.norm.Truth;
import qorgan.vault.register.Circumstance;
import qorgan.vault.register.Objection;
import qorgan.vault.register.Restriction;
import qorgan.vault.request.Asker;

/// What is known of a person that the law weighs, as facts and never as values: age in full years,
/// citizenship, asylum, conviction, what restricts the whereabouts facts. What nobody recorded is
/// UNKNOWN.
///
/// @param restrictions each restriction with its window, opened
/// @param objections each objection that stands, opened
/// @param state which circumstances it was read from: another state means reading anew
/// @param sources for a fact the record that it comes from
record PersonFacts(
        @Nullable Integer age,
        @Nullable String citizenship,
        Truth asylum,
        Truth convicted,
        Truth isProtected,
        Truth underProtectionOfLaw,
        Truth deceased,
        List<Restricted> restrictions,
        List<Objected> objections,
        State state,
        Map<String, String> sources) {

    PersonFacts {
        restrictions = List.copyOf(restrictions);
        objections = List.copyOf(objections);
        sources = Map.copyOf(sources);
    }

    /// An opened restriction and the circumstance it was stated as.
    record Restricted(Circumstance circumstance, Restriction restriction) {}

    /// An opened objection and the circumstance it was stated as.
    record Objected(Circumstance circumstance, Objection objection) {}

    /// Which circumstances there are and how far each has come, without their words.
    record State(Set<Step> steps, boolean isProtected) {
        record Step(java.util.UUID circumstance, boolean isWitnessed, @Nullable Instant endedAt) {}

        static State of(List<Circumstance> circumstances, boolean isProtected) {
            var steps = new HashSet<Step>();
            for (var one : circumstances) {
                steps.add(new Step(one.id().value(), one.isWitnessed(), one.endedAt()));
            }
            return new State(Set.copyOf(steps), isProtected);
        }
    }

    /// The person as the engine asks for them.
    Facts.Subject subject() {
        return new Facts.Subject(
                Facts.Match.EXACT, age, citizenship, isProtected, asylum, convicted, deceased);
    }

    /// The restriction that stands at this instant; there is at most one. An element that was not
    /// stated is not proven.
    Facts.@Nullable Restriction restrictionAt(Instant at) {
        return restrictions.stream()
                .filter(one -> one.circumstance().standsAt(at))
                .findFirst()
                .map(one -> facts(one.circumstance(), one.restriction()))
                .orElse(null);
    }

    private Facts.Restriction facts(Circumstance circumstance, Restriction stated) {
        return new Facts.Restriction(
                stated.fields(),
                circumstance.from(),
                circumstance.to(),
                Truth.of(stated.authority() != null && stated.authoriser() != null),
                Truth.of(stated.judicialControl() != null),
                underProtectionOfLaw,
                Truth.of(stated.law() != null),
                Truth.of(stated.necessity() != null),
                Truth.of(stated.ground() != null));
    }

    /// The objection against this asker, the witnessed one before any other; null where none is
    /// proven to mean them.
    Facts.@Nullable Objection objectionAgainst(String requester, Asker asker) {
        return objections.stream()
                .filter(one -> one.objection().isAgainst(asker.name(), asker.document()))
                .map(
                        one ->
                                new Facts.Objection(
                                        requester, Truth.of(one.circumstance().isWitnessed())))
                .reduce((one, other) -> one.outsideWitness() == Truth.TRUE ? one : other)
                .orElse(null);
    }
}
