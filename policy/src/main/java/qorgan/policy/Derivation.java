package qorgan.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import qorgan.policy.Facts.Match;
import qorgan.policy.Facts.Stage;
import qorgan.policy.Facts.Standing;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Pack;

/// How each declared fact follows from what is known of a question. One line a fact; facts of a
/// single field are in [FieldFacts].
final class Derivation {
    private static final Duration LONGEST_RESTRICTION = Duration.ofHours(72);
    private static final Duration LONGEST_EMERGENCY = Duration.ofHours(1);
    private static final Duration INTAKE_READS_AFTER_RELEASE = Duration.ofDays(30);
    private static final int CONSENT_ITEMS = 7;

    /// A question looked at at one instant: decision or delivery.
    record Moment(Pack pack, Facts facts, Instant at) {
        boolean isDelivery() {
            return at.equals(facts.deliverAt());
        }
    }

    private static final Map<String, BiFunction<Facts, Moment, Truth>> FACTS =
            new LinkedHashMap<>();

    private Derivation() {}

    static Map<String, BiFunction<Facts, Moment, Truth>> facts() {
        return FACTS;
    }

    private static void fact(String name, BiFunction<Facts, Moment, Truth> truth) {
        FACTS.put(name, truth);
    }

    static {
        asker();
        subject();
        whereabouts();
        emergencies();
        consents();
        settings();
    }

    private static void asker() {
        for (var role : RecipientRole.values()) {
            fact(
                    role.fact(),
                    (facts, _) ->
                            Truth.of(!facts.clocksOnly() && facts.requester().role() == role));
        }
        fact(
                "standing.proven",
                (facts, _) ->
                        Truth.of(
                                facts.requester().standing() == Standing.PROVEN
                                        && !facts.isUnknown("requester.standing")));
        fact(
                "standing.refused",
                (facts, _) ->
                        Truth.of(
                                facts.requester().standing() == Standing.REFUSED
                                        && !facts.isUnknown("requester.standing")));
        fact(
                "requester.task",
                (facts, _) -> known(facts, facts.requester().task(), "requester.task"));
        fact(
                "requester.conflict",
                (facts, _) -> known(facts, facts.requester().conflict(), "requester.conflict"));
        fact(
                "requester.warned",
                (facts, _) ->
                        known(
                                facts,
                                facts.requester().warningSigned(),
                                "requester.warning_signed"));
        fact(
                "counsel.conflict",
                (facts, _) ->
                        known(
                                facts,
                                facts.requester().counselConflict(),
                                "requester.counsel_conflict"));
        fact("consul.own-national", (facts, _) -> ownNational(facts));
        fact("purpose.of-search", (facts, _) -> purpose(facts, Purposes.SEARCH));
        fact("purpose.of-truth", (facts, _) -> purpose(facts, Purposes.TRUTH));
        fact("purpose.of-treaty", (facts, _) -> purpose(facts, Purposes.TREATY));
        fact("purpose.of-rights", (facts, _) -> purpose(facts, Purposes.RIGHTS));
        fact(
                "channel.urgent-action",
                (facts, _) -> Truth.of(!facts.timeline().of("committee.limit").isEmpty()));
    }

    /// Purposes as the law's data groups them.
    private static final class Purposes {
        private static final Set<String> SEARCH =
                Set.of("search", "prosecution_of_enforced_disappearance", "reparation");
        private static final Set<String> TRUTH = Set.of("truth", "reparation");
        private static final Set<String> TREATY = Set.of("treaty");
        private static final Set<String> RIGHTS = Set.of("rights_without_consent");
    }

    private static void subject() {
        fact(
                "subject.found",
                (facts, _) ->
                        Truth.of(
                                facts.subject().match() == Match.EXACT
                                        && !facts.isUnknown("subject.match")));
        fact(
                "search.ambiguous",
                (facts, _) -> Truth.of(facts.subject().match() == Match.AMBIGUOUS));
        fact(
                "subject.protected",
                (facts, _) -> known(facts, facts.subject().isProtected(), "subject.protected"));
        fact(
                "subject.asylum",
                (facts, _) -> known(facts, facts.subject().asylum(), "subject.asylum"));
        fact(
                "subject.convicted",
                (facts, _) -> known(facts, facts.subject().convicted(), "subject.convicted"));
        fact(
                "subject.deceased",
                (facts, _) -> known(facts, facts.subject().deceased(), "subject.deceased"));
        fact("subject.adult", (facts, _) -> adult(facts));
        fact("subject.foreign", (facts, _) -> foreign(facts));
        fact("custody.closed", (facts, moment) -> Truth.of(isOver(facts, moment.at())));
        fact(
                "stage.opened",
                (facts, _) ->
                        facts.stage() == Stage.UNKNOWN || facts.isUnknown("stage")
                                ? Truth.UNKNOWN
                                : Truth.of(facts.stage() != Stage.INVESTIGATION));
        fact("intake.window-over", Derivation::intakeWindowOver);
    }

    private static void whereabouts() {
        fact(
                "objection.to-requester",
                (facts, _) ->
                        Truth.of(
                                facts.objection() != null
                                        && facts.requester().id() != null
                                        && facts.requester()
                                                .id()
                                                .equals(facts.objection().toRequester())
                                        && !facts.isUnknown("objection")
                                        && !facts.isUnknown("requester.id")));
        fact(
                "objection.outside-witness",
                (facts, _) ->
                        facts.objection() == null
                                ? Truth.FALSE
                                : known(
                                        facts,
                                        facts.objection().outsideWitness(),
                                        "objection.outside_witness"));
        fact("restriction.present", (facts, _) -> Truth.of(facts.restriction() != null));
        element(
                "restriction.under-protection",
                Facts.Restriction::underProtectionOfLaw,
                "under_protection_of_law");
        element(
                "restriction.judicial-control",
                Facts.Restriction::judicialControl,
                "judicial_control");
        element("restriction.provided-by-law", Facts.Restriction::providedByLaw, "provided_by_law");
        element("restriction.necessity", Facts.Restriction::necessityStated, "necessity_reason");
        element("restriction.ground-listed", Facts.Restriction::groundListed, "ground");
        element("restriction.authoriser", Facts.Restriction::authoriserNamed, "authoriser_office");
        fact(
                "restriction.in-window",
                (facts, moment) -> Truth.of(isRestricted(facts, moment.at())));
        fact(
                "restriction.past-maximum",
                (facts, moment) ->
                        Truth.of(
                                facts.restriction() != null
                                        && facts.restriction().from() != null
                                        && !moment.at()
                                                .isBefore(
                                                        facts.restriction()
                                                                .from()
                                                                .plus(LONGEST_RESTRICTION))));
    }

    private static void element(
            String name, Function<Facts.Restriction, Truth> of, String written) {
        fact(
                name,
                (facts, _) ->
                        facts.restriction() == null
                                ? Truth.FALSE
                                : known(
                                        facts,
                                        of.apply(facts.restriction()),
                                        "restriction." + written));
    }

    private static void emergencies() {
        fact("breakglass.present", (facts, _) -> Truth.of(facts.breakGlass() != null));
        fact(
                "breakglass.danger",
                (facts, _) ->
                        facts.breakGlass() == null
                                ? Truth.FALSE
                                : known(
                                        facts,
                                        facts.breakGlass().dangerStated(),
                                        "break_glass.danger"));
        fact(
                "breakglass.reason",
                (facts, _) ->
                        facts.breakGlass() == null
                                ? Truth.FALSE
                                : known(
                                        facts,
                                        facts.breakGlass().reasonStated(),
                                        "break_glass.reason"));
        fact("breakglass.hour", (facts, moment) -> Truth.of(isEmergencyHour(facts, moment.at())));
    }

    private static void consents() {
        fact("consent.present", (facts, _) -> Truth.of(facts.consent() != null));
        consent(
                "consent.form",
                (facts, consent) -> known(facts, consent.formOk(), "consent.form_ok"));
        consent(
                "consent.free",
                (facts, consent) -> known(facts, consent.witnessed(), "consent.witnessed"));
        consent(
                "consent.right-person",
                (facts, consent) -> known(facts, consent.byRightPerson(), "consent.by_ok"));
        consent(
                "consent.items",
                (facts, consent) ->
                        consent.items() == null || facts.isUnknown("consent.items")
                                ? Truth.UNKNOWN
                                : Truth.of(consent.items() >= CONSENT_ITEMS));
        fact(
                "consent.in-window",
                (facts, moment) ->
                        facts.consent() == null
                                ? Truth.TRUE
                                : Truth.of(isInWindow(facts.consent(), moment.at())));
        fact(
                "consent.withdrawn",
                (facts, moment) ->
                        Truth.of(
                                facts.consent() != null
                                        && facts.consent().withdrawnAt() != null
                                        && !moment.at().isBefore(facts.consent().withdrawnAt())));
        fact(
                "consent.binding",
                (facts, _) ->
                        facts.consent() == null
                                ? Truth.FALSE
                                : known(
                                        facts,
                                        facts.consent().obligationOutstanding(),
                                        "consent.obligation_outstanding"));
    }

    /// Without a consent nothing is wrong with its form; that it is missing is a fact of its own.
    private static void consent(String name, BiFunction<Facts, Facts.Consent, Truth> truth) {
        fact(
                name,
                (facts, _) ->
                        facts.consent() == null ? Truth.TRUE : truth.apply(facts, facts.consent()));
    }

    private static void settings() {
        fact("pack.valid", (facts, moment) -> packValid(facts, moment));
        fact("pack.kz-2013", (_, moment) -> Truth.of(moment.pack().id().equals("KZ-2013")));
        fact("pack.kz-2026", (_, moment) -> Truth.of(moment.pack().id().equals("KZ-2026")));
        fact(
                "settings.seed-recipients",
                (facts, _) -> Truth.of(facts.settings().keepSeedRecipients()));
        fact(
                "gate.procurator-alone",
                (facts, moment) -> Truth.of(FieldFacts.isProcuratorAlone(facts, moment)));
        fact("grants.present", (facts, _) -> Truth.of(!facts.grants().isEmpty()));
        fact("request.clocks-only", (facts, _) -> Truth.of(facts.clocksOnly()));
        fact("delivery.later", (facts, _) -> Truth.of(facts.deliverAt().isAfter(facts.at())));
        fact("timeline.empty", (facts, _) -> Truth.of(facts.timeline().events().isEmpty()));
        fact("complaint.made", (facts, _) -> facts.timeline().complaintMade());
        fact("detention.exceptional", (facts, _) -> facts.timeline().exceptional72h());
        for (var group : Set.of("W", "R", "P", "M", "D", "L", "Q", "S", "A", "X")) {
            fact("asks." + group.toLowerCase(Locale.ROOT), asking(group + "."));
        }
    }

    private static BiFunction<Facts, Moment, Truth> asking(String prefix) {
        return (facts, _) -> Truth.of(asks(facts, prefix));
    }

    private static boolean asks(Facts facts, String prefix) {
        for (var field : facts.fields()) {
            if (field.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static Truth known(Facts facts, Truth truth, String name) {
        return facts.isUnknown(name) ? Truth.UNKNOWN : truth;
    }

    private static Truth purpose(Facts facts, Set<String> purposes) {
        return facts.isUnknown("purpose") || facts.isUnknown("request.purpose")
                ? Truth.UNKNOWN
                : Truth.of(purposes.contains(facts.purpose()));
    }

    private static Truth ownNational(Facts facts) {
        if (facts.clocksOnly() || facts.requester().role() != RecipientRole.CONSULAR) {
            return Truth.FALSE;
        }
        var citizenship = facts.subject().citizenship();
        if (citizenship == null || facts.isUnknown("subject.citizenship")) {
            return Truth.UNKNOWN;
        }
        return Truth.of(Objects.equals(citizenship, facts.requester().state()));
    }

    private static Truth adult(Facts facts) {
        var age = facts.subject().age();
        return age == null || facts.isUnknown("subject.age") ? Truth.UNKNOWN : Truth.of(age >= 18);
    }

    private static Truth foreign(Facts facts) {
        var citizenship = facts.subject().citizenship();
        return citizenship == null || facts.isUnknown("subject.citizenship")
                ? Truth.UNKNOWN
                : Truth.of(!citizenship.equals("KZ") && !citizenship.equals("stateless"));
    }

    private static boolean isOver(Facts facts, Instant at) {
        return anyBy(facts.timeline().of("release.at"), at)
                || anyBy(facts.timeline().of("death.at"), at);
    }

    private static Truth intakeWindowOver(Facts facts, Moment moment) {
        return Truth.of(
                anyBy(
                        facts.timeline().of("release.at"),
                        moment.at().minus(INTAKE_READS_AFTER_RELEASE)));
    }

    private static boolean anyBy(List<Instant> instants, Instant at) {
        for (var instant : instants) {
            if (!instant.isAfter(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRestricted(Facts facts, Instant at) {
        var restriction = facts.restriction();
        return restriction != null
                && restriction.from() != null
                && !at.isBefore(restriction.from())
                && (restriction.to() == null || at.isBefore(restriction.to()));
    }

    private static boolean isEmergencyHour(Facts facts, Instant at) {
        var emergency = facts.breakGlass();
        return emergency != null
                && emergency.from() != null
                && emergency.to() != null
                && !emergency.to().isAfter(emergency.from().plus(LONGEST_EMERGENCY))
                && !at.isBefore(emergency.from())
                && at.isBefore(emergency.to());
    }

    private static boolean isInWindow(Facts.Consent consent, Instant at) {
        return consent.from() != null
                && consent.to() != null
                && !at.isBefore(consent.from())
                && at.isBefore(consent.to());
    }

    /// The statement about the pack's signature is about delivery; at an earlier decision only the
    /// interval counts.
    private static Truth packValid(Facts facts, Moment moment) {
        var covered = Truth.of(moment.pack().covers(moment.at()));
        return moment.isDelivery() ? covered.and(known(facts, facts.packOk(), "pack_ok")) : covered;
    }
}
