package qorgan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import qorgan.policy.Facts.Requester;
import qorgan.policy.Facts.Restriction;
import qorgan.policy.Facts.Standing;
import qorgan.policy.Facts.Subject;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Packs;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;

/// Laws of the algebra, over random questions out of a fixed seed. It is long because all laws
/// share the one maker of questions.
class PropertiesTest {
    private static final long SEED = 18_20_1L;
    private static final int QUESTIONS = 6 * Integer.getInteger("qorgan.random", 100);
    private static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");

    private final Packs law = Packs.load();
    private final Engine engine = new Engine(law);
    private final List<String> fields = law.terms().fields();
    private final Random random = new Random(SEED);

    private Truth truth() {
        return Truth.values()[random.nextInt(3)];
    }

    private Truth mostly(Truth usual) {
        return random.nextInt(5) == 0 ? truth() : usual;
    }

    private Set<String> some(int percent) {
        var chosen = new HashSet<String>();
        fields.stream().filter(_ -> random.nextInt(100) < percent).forEach(chosen::add);
        return chosen;
    }

    private Grant grant(int i) {
        return new Grant(
                "g" + i,
                random.nextBoolean() ? Office.INVESTIGATION : Office.PROCURACY,
                "s" + random.nextInt(3),
                random.nextInt(6) == 0 ? "K-2" : "K-1",
                some(70),
                NOW.minusSeconds(random.nextInt(7200) - 600),
                random.nextInt(8) == 0 ? null : NOW.plusSeconds(random.nextInt(7200) - 600),
                random.nextInt(5) == 0 ? NOW.minusSeconds(random.nextInt(1200) - 600) : null,
                mostly(Truth.TRUE),
                mostly(Truth.TRUE));
    }

    private List<Grant> grants() {
        var grants = new ArrayList<Grant>();
        for (var i = random.nextInt(5); i > 0; i--) {
            grants.add(grant(i));
        }
        return grants;
    }

    private Requester requester() {
        var role = RecipientRole.values()[random.nextInt(RecipientRole.values().length)];
        return Requester.of(role)
                .called("RQ-" + random.nextInt(2))
                .ofState(random.nextBoolean() ? "UZ" : "DE")
                .withStanding(
                        random.nextInt(8) == 0
                                ? Standing.values()[random.nextInt(4)]
                                : Standing.PROVEN)
                .withTask(mostly(Truth.TRUE))
                .withConflict(mostly(Truth.FALSE))
                .withWarning(mostly(Truth.TRUE))
                .withCounselConflict(mostly(Truth.FALSE));
    }

    private Facts.Builder question(Requester requester, Subject subject) {
        var builder = Facts.asking(NOW, requester, fields).about(subject).withGrants(grants());
        if (random.nextBoolean()) {
            builder.deliveredAt(NOW.plusSeconds(random.nextInt(3600)));
        }
        if (random.nextInt(3) == 0) {
            builder.withRestriction(
                    new Restriction(
                            some(60),
                            NOW.minusSeconds(60),
                            NOW.plusSeconds(random.nextInt(3600)),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE)));
        }
        if (random.nextInt(3) == 0) {
            builder.withConsent(
                    new Facts.Consent(
                            some(60),
                            requester.role().code(),
                            NOW.minusSeconds(60),
                            NOW.plusSeconds(random.nextInt(3600)),
                            random.nextInt(4) == 0 ? null : 7,
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            mostly(Truth.TRUE),
                            random.nextInt(4) == 0 ? NOW : null,
                            mostly(Truth.FALSE)));
        }
        if (random.nextInt(4) == 0) {
            builder.withBreakGlass(
                    new Facts.BreakGlass(
                            NOW, NOW.plusSeconds(1800), mostly(Truth.TRUE), mostly(Truth.TRUE)));
        }
        return builder.atStage(Facts.Stage.values()[random.nextInt(4)]);
    }

    private Subject subject() {
        return Subject.ADULT
                .citizenOf(random.nextInt(4) == 0 ? null : random.nextBoolean() ? "UZ" : "KZ")
                .withProtection(mostly(Truth.FALSE))
                .withAsylum(mostly(Truth.FALSE))
                .withConviction(truth())
                .withDeath(mostly(Truth.FALSE));
    }

    private Facts any() {
        return question(requester(), subject()).build();
    }

    @Test
    void each_field_is_released_or_withheld_on_one_ground() {
        for (var i = 0; i < QUESTIONS; i++) {
            var facts = any();
            var decision = engine.decide(facts);
            var all = new HashSet<>(decision.released());
            assertThat(decision.released().size() + decision.withheld().size())
                    .isEqualTo(facts.fields().size());
            all.addAll(decision.withheld().keySet());
            assertThat(all)
                    .as("question %d, seed %d", i, SEED)
                    .containsExactlyInAnyOrderElementsOf(facts.fields());
            var unknown = new HashSet<String>();
            decision.withheld()
                    .forEach(
                            (field, ground) -> {
                                if (ground == Ground.FACT_UNKNOWN) {
                                    unknown.add(field);
                                }
                            });
            assertThat(decision.missing().keySet())
                    .as("question %d, seed %d", i, SEED)
                    .isEqualTo(unknown);
        }
    }

    @Test
    void the_same_question_has_the_same_answer_and_its_record_too() {
        var twin = new Engine(Packs.load());
        for (var i = 0; i < QUESTIONS / 4; i++) {
            var facts = any();
            var first = engine.decide(facts);
            var again = twin.decide(facts);
            assertThat(again.withheld()).isEqualTo(first.withheld());
            assertThat(again.cited()).isEqualTo(first.cited());
            var replayed = engine.replay(first.consulted());
            assertThat(replayed.released()).isEqualTo(first.released());
            assertThat(replayed.withheld()).isEqualTo(first.withheld());
        }
    }

    @Test
    void the_short_answer_is_the_long_one() {
        for (var i = 0; i < QUESTIONS / 4; i++) {
            var facts = any();
            var pack = law.at(NOW);
            var consulted = engine.consult(pack, facts);
            for (var field : facts.fields()) {
                var verdict =
                        pack.plane(field)
                                .decide(
                                        Objects.requireNonNull(consulted.atDecision().get(field)),
                                        NOW);
                var ruling = engine.rule(pack, field, consulted);
                assertThat(ruling.reason()).isEqualTo(verdict.reason());
                assertThat(ruling.rung()).isEqualTo(verdict.rung());
                assertThat(ruling.rungKnown()).isEqualTo(verdict.rungKnown());
            }
        }
    }

    @Test
    void no_grant_changes_any_answer_about_the_whereabouts() {
        for (var i = 0; i < QUESTIONS; i++) {
            var requester = requester();
            var subject = subject();
            var seed = random.nextLong();
            random.setSeed(seed);
            var one = question(requester, subject).build();
            random.setSeed(seed);
            var other =
                    question(requester, subject)
                            .withGrants(List.of())
                            .inCase("K-9")
                            .atStage(Facts.Stage.TRIAL)
                            .build();
            assertThat(whereabouts(other)).as("seed %d", seed).isEqualTo(whereabouts(one));
        }
    }

    private Set<String> whereabouts(Facts facts) {
        var released = new HashSet<>(engine.decide(facts).released());
        released.removeIf(field -> !field.startsWith("W."));
        return released;
    }

    @Test
    void what_the_gate_opens_both_grants_named_and_the_ceiling_holds() {
        for (var i = 0; i < QUESTIONS; i++) {
            var facts =
                    question(Requester.of(RecipientRole.RELATIVE), Subject.ADULT)
                            .atStage(Facts.Stage.INVESTIGATION)
                            .build();
            for (var field : engine.decide(facts).released()) {
                if (field.startsWith("P.")) {
                    assertThat(law.terms().isWithinCeiling("relative", field)).isTrue();
                    for (var office : EnumSet.allOf(Office.class)) {
                        for (var at : List.of(facts.at(), facts.deliverAt())) {
                            assertThat(
                                            facts.grants().stream()
                                                    .anyMatch(
                                                            grant ->
                                                                    opens(
                                                                            grant, office, field,
                                                                            at)))
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    private static boolean opens(Grant grant, Office office, String field, Instant at) {
        return grant.office() == office
                && grant.names(field)
                && grant.stands(at)
                && grant.caseId().equals("K-1");
    }

    @Test
    void taking_a_field_out_of_a_grant_never_opens_more() {
        for (var i = 0; i < QUESTIONS; i++) {
            var requester = requester();
            var subject = subject();
            var seed = random.nextLong();
            random.setSeed(seed);
            var wide = question(requester, subject).build();
            var narrow = new ArrayList<Grant>();
            for (var grant : wide.grants()) {
                narrow.add(
                        new Grant(
                                grant.id(),
                                grant.office(),
                                grant.signer(),
                                grant.caseId(),
                                Set.of("P.case_number"),
                                grant.from(),
                                grant.to(),
                                grant.revokedAt(),
                                grant.noPrejudice(),
                                grant.inOffice()));
            }
            random.setSeed(seed);
            var less = question(requester, subject).withGrants(narrow).build();
            var opened = new HashSet<>(engine.decide(less).released());
            opened.remove("P.case_number");
            assertThat(engine.decide(wide).released()).as("seed %d", seed).containsAll(opened);
        }
    }

    @Test
    void more_unknown_in_open_facts_never_discloses_more() {
        var open =
                List.of(
                        "requester.task",
                        "requester.conflict",
                        "requester.warning_signed",
                        "requester.counsel_conflict",
                        "subject.protected",
                        "subject.asylum",
                        "subject.citizenship",
                        "subject.convicted",
                        "stage",
                        "purpose",
                        "grants",
                        "consent",
                        "consent.form_ok",
                        "consent.witnessed",
                        "pack_ok",
                        "break_glass.danger");
        for (var i = 0; i < QUESTIONS; i++) {
            var requester = requester();
            var subject = subject();
            var seed = random.nextLong();
            random.setSeed(seed);
            var known = question(requester, subject).build();
            var forgotten = open.get(random.nextInt(open.size()));
            random.setSeed(seed);
            var less = question(requester, subject).withUnknown(Set.of(forgotten)).build();
            assertThat(engine.decide(known).released())
                    .as("seed %d, %s as %s forgotten", seed, forgotten, requester.role())
                    .containsAll(engine.decide(less).released());
        }
    }

    @Test
    void what_has_to_be_proven_never_withholds_while_in_doubt() {
        for (var i = 0; i < QUESTIONS; i++) {
            var elements = new Truth[6];
            for (var e = 0; e < 6; e++) {
                elements[e] = mostly(Truth.TRUE);
            }
            elements[random.nextInt(6)] = random.nextBoolean() ? Truth.UNKNOWN : Truth.FALSE;
            var restriction =
                    new Restriction(
                            some(80),
                            NOW.minusSeconds(60),
                            NOW.plusSeconds(60),
                            elements[0],
                            elements[1],
                            elements[2],
                            elements[3],
                            elements[4],
                            elements[5]);
            var decision =
                    engine.decide(
                            Facts.asking(
                                            NOW,
                                            Requester.of(RecipientRole.RELATIVE),
                                            Objects.requireNonNull(law.terms().groups().get("W")))
                                    .withRestriction(restriction)
                                    .build());
            assertThat(decision.withheld()).isEmpty();
            assertThat(decision.obligations()).contains("O.DPO_CASE");
        }
    }

    @Test
    void unproven_standing_says_the_same_whoever_is_sought() {
        var answers = new HashSet<Object>();
        for (var match : Facts.Match.values()) {
            for (var isProtected : Truth.values()) {
                var decision =
                        engine.decide(
                                Facts.asking(
                                                NOW,
                                                Requester.of(RecipientRole.RELATIVE)
                                                        .withStanding(Standing.UNPROVEN),
                                                List.of("W.whereabouts", "D.name"))
                                        .about(
                                                Subject.ADULT
                                                        .matched(match)
                                                        .withProtection(isProtected))
                                        .build());
                answers.add(
                        List.of(
                                decision.result(),
                                decision.template(),
                                decision.withheld(),
                                decision.obligations(),
                                decision.clocks()));
            }
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void what_a_fact_is_declared_to_imply_holds_wherever_the_fact_may() {
        var words = law.vocabulary();
        var seen = new HashSet<String>();
        for (var i = 0; i < QUESTIONS; i++) {
            var consulted = engine.decide(any()).consulted();
            consulted
                    .atDecision()
                    .forEach(
                            (field, truths) -> {
                                for (var term : words.terms()) {
                                    var applies =
                                            !term.name().startsWith("gate.")
                                                    || field.startsWith("P.");
                                    if (applies
                                            && truths.of(words.at(term.name())) != Truth.FALSE) {
                                        for (var implied : term.implies()) {
                                            seen.add(term.name());
                                            assertThat(truths.of(words.at(implied)))
                                                    .as("%s implies %s", term.name(), implied)
                                                    .isEqualTo(Truth.TRUE);
                                        }
                                    }
                                }
                            });
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(6);
    }
}
