package qorgan.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Truth;
import qorgan.policy.scope.Grant;

/// One question with everything that is known about it: who asks for which fields, about whom, with
/// which grants, consent or restriction, at which instant. Values of the record itself are not
/// facts and never come here. It is long because it says every fact that a question may carry, and
/// nothing else: what they mean together is decided elsewhere.
///
/// Build it with [#asking] or [#clocksOnly]; what is not said has the plain default (standing
/// proven, person found, no grants), and what nobody knows is said with [Truth#UNKNOWN], with null
/// for an age or a citizenship, or by its name in `unknown`.
///
/// @param deliverAt the instant of delivery, not before `at`
/// @param gaps fields whose event happened and whose value the register does not hold
/// @param conflicts fields on which two rules of one rank disagree
/// @param notOccurred fields that name an event of which none is recorded
/// @param packOk whether the national pack is valid and signed at delivery
/// @param given truths of declared facts that no other member says
/// @param unknown names of facts that nobody knows; they win over what is said elsewhere
public record Facts(
        Instant at,
        Instant deliverAt,
        boolean clocksOnly,
        List<String> fields,
        Requester requester,
        Subject subject,
        String caseId,
        Stage stage,
        String purpose,
        List<Grant> grants,
        @Nullable Consent consent,
        @Nullable Restriction restriction,
        @Nullable Objection objection,
        @Nullable BreakGlass breakGlass,
        Set<String> gaps,
        Set<String> conflicts,
        Set<String> notOccurred,
        Settings settings,
        Truth packOk,
        Timeline timeline,
        Map<String, Truth> given,
        Set<String> unknown) {
    public Facts {
        fields =
                List.copyOf(
                        Set.copyOf(fields).size() == fields.size()
                                ? fields
                                : fields.stream().distinct().toList());
        grants = List.copyOf(grants);
        gaps = Set.copyOf(gaps);
        conflicts = Set.copyOf(conflicts);
        notOccurred = Set.copyOf(notOccurred);
        given = Map.copyOf(given);
        unknown = Set.copyOf(unknown);
        if (deliverAt.isBefore(at)) {
            throw new IllegalArgumentException("delivery cannot come before the decision");
        }
    }

    /// Whether nobody knows this fact.
    public boolean isUnknown(String fact) {
        return unknown.contains(fact);
    }

    public static Builder asking(Instant at, Requester requester, List<String> fields) {
        return new Builder(at, requester, fields, false);
    }

    /// Somebody wants to do something with personal data (a code of the law's group `X`): what is
    /// known of who acts and of the act is said by the names of facts, and nothing else is assumed.
    public static Facts acting(Instant at, String act, Map<String, Truth> known) {
        var nobody =
                new Requester(
                        RecipientRole.PUBLIC,
                        null,
                        null,
                        Standing.UNPROVEN,
                        Truth.FALSE,
                        Truth.FALSE,
                        Truth.FALSE,
                        Truth.FALSE);
        return new Builder(at, nobody, List.of(act), false).given(known).build();
    }

    /// No request: only which clocks run.
    public static Builder clocksOnly(Instant at) {
        return new Builder(at, Requester.of(RecipientRole.RELATIVE), List.of(), true);
    }

    /// How far standing has come.
    public enum Standing {
        PROVEN,
        UNPROVEN,
        REFUSED,
        UNKNOWN
    }

    /// How many persons fit the description.
    public enum Match {
        EXACT,
        NONE,
        AMBIGUOUS,
        UNKNOWN
    }

    /// Where the case stands. From the acquaintance with the file on, the parties see it.
    public enum Stage {
        INVESTIGATION,
        ACQUAINTANCE,
        TRIAL,
        UNKNOWN
    }

    /// Who asks. Task and conflict are questions to officials only.
    public record Requester(
            RecipientRole role,
            @Nullable String id,
            @Nullable String state,
            Standing standing,
            Truth task,
            Truth conflict,
            Truth warningSigned,
            Truth counselConflict) {
        /// Standing proven, an open task, no conflict, warning signed.
        public static Requester of(RecipientRole role) {
            return new Requester(
                    role,
                    null,
                    null,
                    Standing.PROVEN,
                    Truth.TRUE,
                    Truth.FALSE,
                    Truth.TRUE,
                    Truth.FALSE);
        }

        public Requester called(@Nullable String newId) {
            return new Requester(
                    role, newId, state, standing, task, conflict, warningSigned, counselConflict);
        }

        public Requester ofState(@Nullable String newState) {
            return new Requester(
                    role, id, newState, standing, task, conflict, warningSigned, counselConflict);
        }

        public Requester withStanding(Standing newStanding) {
            return new Requester(
                    role, id, state, newStanding, task, conflict, warningSigned, counselConflict);
        }

        public Requester withTask(Truth newTask) {
            return new Requester(
                    role, id, state, standing, newTask, conflict, warningSigned, counselConflict);
        }

        public Requester withConflict(Truth newConflict) {
            return new Requester(
                    role, id, state, standing, task, newConflict, warningSigned, counselConflict);
        }

        public Requester withWarning(Truth signed) {
            return new Requester(
                    role, id, state, standing, task, conflict, signed, counselConflict);
        }

        public Requester withCounselConflict(Truth opposed) {
            return new Requester(role, id, state, standing, task, conflict, warningSigned, opposed);
        }
    }

    /// The person sought.
    ///
    /// @param age full years at the detention, null when unknown
    /// @param citizenship `KZ`, another ISO code or `stateless`; null when unknown
    public record Subject(
            Match match,
            @Nullable Integer age,
            @Nullable String citizenship,
            Truth isProtected,
            Truth asylum,
            Truth convicted,
            Truth deceased) {
        /// Found, an adult citizen of Kazakhstan, and nothing else to be said.
        public static final Subject ADULT =
                new Subject(
                        Match.EXACT, 30, "KZ", Truth.FALSE, Truth.FALSE, Truth.FALSE, Truth.FALSE);

        public Subject matched(Match newMatch) {
            return new Subject(
                    newMatch, age, citizenship, isProtected, asylum, convicted, deceased);
        }

        public Subject aged(@Nullable Integer newAge) {
            return new Subject(
                    match, newAge, citizenship, isProtected, asylum, convicted, deceased);
        }

        public Subject citizenOf(@Nullable String newCitizenship) {
            return new Subject(
                    match, age, newCitizenship, isProtected, asylum, convicted, deceased);
        }

        public Subject withProtection(Truth active) {
            return new Subject(match, age, citizenship, active, asylum, convicted, deceased);
        }

        public Subject withAsylum(Truth claimed) {
            return new Subject(match, age, citizenship, isProtected, claimed, convicted, deceased);
        }

        public Subject withConviction(Truth inForce) {
            return new Subject(match, age, citizenship, isProtected, asylum, inForce, deceased);
        }

        public Subject withDeath(Truth recorded) {
            return new Subject(match, age, citizenship, isProtected, asylum, convicted, recorded);
        }
    }

    /// A consent of the person.
    ///
    /// @param recipient a role's code or a requester's id
    /// @param items how many of the seven items it holds; null when unknown
    /// @param witnessed taken outside the facility's chain, or before counsel
    /// @param byRightPerson given by the person, or by the representative who may
    /// @param obligationOutstanding a duty that forbids the withdrawal
    public record Consent(
            Set<String> fields,
            String recipient,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Integer items,
            Truth formOk,
            Truth witnessed,
            Truth byRightPerson,
            @Nullable Instant withdrawnAt,
            Truth obligationOutstanding) {
        public Consent {
            fields = Set.copyOf(fields);
        }
    }

    /// An exceptional restriction, element by element; what is not proven is not TRUE.
    public record Restriction(
            Set<String> fields,
            @Nullable Instant from,
            @Nullable Instant to,
            Truth authoriserNamed,
            Truth judicialControl,
            Truth underProtectionOfLaw,
            Truth providedByLaw,
            Truth necessityStated,
            Truth groundListed) {
        public Restriction {
            fields = Set.copyOf(fields);
        }
    }

    /// The person does not want this requester to know.
    public record Objection(@Nullable String toRequester, Truth outsideWitness) {}

    /// An emergency that somebody answers for by name.
    public record BreakGlass(
            @Nullable Instant from, @Nullable Instant to, Truth dangerStated, Truth reasonStated) {}

    /// What an operator may configure.
    public record Settings(boolean procuratorSufficient, boolean keepSeedRecipients) {
        public static final Settings DEFAULT = new Settings(false, true);
    }

    /// Instants that start or bound clocks, by the event's name (`detention.actual_at`); an event
    /// may recur.
    ///
    /// @param changes numbers of rules that change while clocks run
    public record Timeline(
            Map<String, List<Instant>> events,
            Truth exceptional72h,
            Truth complaintMade,
            List<RuleChange> changes) {
        public static final Timeline NONE =
                new Timeline(Map.of(), Truth.FALSE, Truth.FALSE, List.of());

        public Timeline {
            var copy = new HashMap<String, List<Instant>>();
            events.forEach((event, instants) -> copy.put(event, List.copyOf(instants)));
            events = Map.copyOf(copy);
            changes = List.copyOf(changes);
        }

        public List<Instant> of(String event) {
            return events.getOrDefault(event, List.of());
        }

        /// This timeline and one more event.
        public Timeline with(String event, Instant instant) {
            var more = new HashMap<>(events);
            var instants = new ArrayList<>(of(event));
            instants.add(instant);
            more.put(event, instants);
            return new Timeline(more, exceptional72h, complaintMade, changes);
        }
    }

    /// From an instant on, a rule counts another number.
    public record RuleChange(String rule, int number, Instant from) {}

    /// Puts a question together.
    public static final class Builder {
        private final Instant at;
        private final Requester requester;
        private final List<String> fields;
        private final boolean clocksOnly;
        private Instant deliverAt;
        private Subject subject = Subject.ADULT;
        private String caseId = "K-1";
        private Stage stage = Stage.INVESTIGATION;
        private String purpose = "whereabouts";
        private List<Grant> grants = List.of();
        private @Nullable Consent consent;
        private @Nullable Restriction restriction;
        private @Nullable Objection objection;
        private @Nullable BreakGlass breakGlass;
        private Set<String> gaps = Set.of();
        private Set<String> conflicts = Set.of();
        private Set<String> notOccurred = Set.of();
        private Settings settings = Settings.DEFAULT;
        private Truth packOk = Truth.TRUE;
        private Timeline timeline = Timeline.NONE;
        private Map<String, Truth> given = Map.of();
        private Set<String> unknown = Set.of();

        private Builder(Instant at, Requester requester, List<String> fields, boolean clocksOnly) {
            this.at = at;
            this.deliverAt = at;
            this.requester = requester;
            this.fields = fields;
            this.clocksOnly = clocksOnly;
        }

        public Builder deliveredAt(Instant value) {
            this.deliverAt = value;
            return this;
        }

        public Builder about(Subject value) {
            this.subject = value;
            return this;
        }

        public Builder inCase(String value) {
            this.caseId = value;
            return this;
        }

        public Builder atStage(Stage value) {
            this.stage = value;
            return this;
        }

        public Builder forPurpose(String value) {
            this.purpose = value;
            return this;
        }

        public Builder withGrants(List<Grant> value) {
            this.grants = value;
            return this;
        }

        public Builder withConsent(@Nullable Consent value) {
            this.consent = value;
            return this;
        }

        public Builder withRestriction(@Nullable Restriction value) {
            this.restriction = value;
            return this;
        }

        public Builder withObjection(@Nullable Objection value) {
            this.objection = value;
            return this;
        }

        public Builder withBreakGlass(@Nullable BreakGlass value) {
            this.breakGlass = value;
            return this;
        }

        public Builder withGaps(Set<String> value) {
            this.gaps = value;
            return this;
        }

        public Builder withConflicts(Set<String> value) {
            this.conflicts = value;
            return this;
        }

        public Builder withNotOccurred(Set<String> value) {
            this.notOccurred = value;
            return this;
        }

        public Builder with(Settings value) {
            this.settings = value;
            return this;
        }

        public Builder withPackOk(Truth value) {
            this.packOk = value;
            return this;
        }

        public Builder along(Timeline value) {
            this.timeline = value;
            return this;
        }

        public Builder given(Map<String, Truth> value) {
            this.given = value;
            return this;
        }

        public Builder withUnknown(Set<String> value) {
            this.unknown = value;
            return this;
        }

        public Facts build() {
            return new Facts(
                    at,
                    deliverAt,
                    clocksOnly,
                    fields,
                    requester,
                    subject,
                    caseId,
                    stage,
                    purpose,
                    grants,
                    consent,
                    restriction,
                    objection,
                    breakGlass,
                    gaps,
                    conflicts,
                    notOccurred,
                    settings,
                    packOk,
                    timeline,
                    given,
                    unknown);
        }
    }
}
