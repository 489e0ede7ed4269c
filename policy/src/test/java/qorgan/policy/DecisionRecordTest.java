package qorgan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import qorgan.policy.Facts.Requester;
import qorgan.policy.pack.PackSignatures;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;
import qorgan.policy.scenario.Scenario;
import qorgan.policy.scenario.Scenarios;

class DecisionRecordTest {
    private static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");
    private final Packs law = Packs.load();
    private final Engine engine = new Engine(law);

    @Test
    void every_scenario_is_decided_again_from_its_record() {
        var years = new Engine(Packs.load());
        for (var scenario : Scenarios.own()) {
            var decision = new Scenarios(engine).decide(scenario);
            var written = DecisionRecord.of(decision).toJson(law);
            var read = DecisionRecord.fromJson(written, law);
            assertThat(read.toJson(law)).isEqualTo(written);
            assertThat(read.holds(years)).as(scenario.id()).isTrue();
        }
    }

    @Test
    void a_record_holds_no_instant_of_an_event_and_no_identity() {
        var facts =
                Facts.asking(
                                NOW,
                                Requester.of(RecipientRole.RELATIVE).called("RQ-secret"),
                                List.of("W.whereabouts"))
                        .along(
                                Facts.Timeline.NONE.with(
                                        "detention.actual_at",
                                        Instant.parse("2026-04-13T21:17:00Z")))
                        .build();
        assertThat(DecisionRecord.of(engine.decide(facts)).toJson(law))
                .doesNotContain("RQ-secret", "21:17", "2026-04-13");
    }

    @Test
    void a_record_that_was_changed_does_not_hold() {
        var decision =
                engine.decide(
                        Facts.asking(
                                        NOW,
                                        Requester.of(RecipientRole.RELATIVE),
                                        List.of("P.case_number"))
                                .build());
        var written = DecisionRecord.of(decision).toJson(law);
        var forged = written.replace("\"DENY\"", "\"PERMIT\"");
        assertThat(forged).isNotEqualTo(written);
        assertThat(DecisionRecord.fromJson(forged, law).holds(engine)).isFalse();
        var otherGround =
                written.replace(
                        "\"P.case_number\":\"no_grant_investigator\"",
                        "\"P.case_number\":\"grant_expired\"");
        assertThat(otherGround).isNotEqualTo(written);
        assertThat(DecisionRecord.fromJson(otherGround, law).holds(engine)).isFalse();
        var opened = written.replace("\"gate.investigator-grant\":\"FALSE\",", "");
        assertThat(
                        DecisionRecord.fromJson(
                                        opened.replace(
                                                "{\"P.case_number\":{",
                                                "{\"P.case_number\":{\"gate.investigator-grant\":\"TRUE\","),
                                        law)
                                .holds(engine))
                .isFalse();
    }

    @Test
    void another_law_does_not_replay_it() {
        var decision =
                engine.decide(
                        Facts.asking(
                                        NOW,
                                        Requester.of(RecipientRole.RELATIVE),
                                        List.of("W.whereabouts"))
                                .build());
        var other = new Engine(law.with(law.provisions()));
        assertThatThrownBy(() -> DecisionRecord.of(decision).holds(other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_no_record_is_refused() {
        for (var text : List.of("", "{", "{}", "{\"format\":2}")) {
            assertThatThrownBy(() -> DecisionRecord.fromJson(text, law))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var decision =
                engine.decide(
                        Facts.asking(
                                        NOW,
                                        Requester.of(RecipientRole.RELATIVE),
                                        List.of("W.whereabouts"))
                                .build());
        var strange =
                DecisionRecord.of(decision)
                        .toJson(law)
                        .replace("standing.proven", "standing.guessed");
        assertThatThrownBy(() -> DecisionRecord.fromJson(strange, law))
                .hasMessageContaining("standing.guessed");
    }

    @Test
    void a_law_takes_effect_when_two_people_signed_it_and_its_hour_has_come() {
        var signers = Map.of("a", "Aruzhan", "b", "Bolat", "c", "Aruzhan");
        PackSignatures.Verifier verifier =
                (statement, signature) ->
                        new String(statement, StandardCharsets.UTF_8).contains(law.digest())
                                ? Optional.ofNullable(
                                        signers.get(new String(signature, StandardCharsets.UTF_8)))
                                : Optional.empty();
        assertThat(signed(law.digest(), "a", "b").allow(law, NOW, verifier)).isTrue();
        assertThat(signed(law.digest(), "a", "b").allow(law, NOW.minusNanos(1), verifier))
                .isFalse();
        assertThat(signed(law.digest(), "a", "c").allow(law, NOW, verifier)).isFalse();
        assertThat(signed(law.digest(), "a", "x").allow(law, NOW, verifier)).isFalse();
        assertThat(signed("0".repeat(64), "a", "b").allow(law, NOW, verifier)).isFalse();
        assertThat(new String(PackSignatures.statement("d", NOW), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"kind\":\"law\",\"law\":\"d\",\"takesEffect\":\"2026-04-14T05:00:00Z\"}");
    }

    private static PackSignatures signed(String digest, String... signatures) {
        return new PackSignatures(
                digest,
                NOW,
                List.of(signatures).stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void a_shadow_run_shows_what_a_new_law_would_change() {
        var questions =
                Scenarios.own().stream()
                        .filter(scenario -> scenario.pack().equals("KZ-2026"))
                        .map(Scenario::facts)
                        .toList();
        assertThat(ShadowRun.compare(law, Packs.load(), questions)).isEmpty();
        var without = new ArrayList<Provision>(law.provisions());
        without.removeIf(norm -> norm.id().equals("p-warning-recipient"));
        var differences = ShadowRun.compare(law, law.with(without), questions);
        assertThat(differences).isNotEmpty();
        assertThat(differences.stream().map(ShadowRun.Difference::says).toList())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains(
                                                "P.legal_qualification: warning_not_signed → released"));
    }

    @Test
    void another_law_answers_a_record_as_it_answers_the_question() {
        var fewer = new ArrayList<Provision>(law.provisions());
        fewer.removeIf(provision -> provision.id().equals("p-counsel-stage"));
        var next = law.with(fewer);
        var different = 0;
        for (var scenario : Scenarios.own()) {
            var then = new Scenarios(engine).decide(scenario);
            var now = new Scenarios(new Engine(next)).decide(scenario);
            var again = ShadowRun.again(then.consulted(), law, next);
            assertThat(again.withheld()).as(scenario.id()).isEqualTo(now.withheld());
            assertThat(again.released()).as(scenario.id()).isEqualTo(now.released());
            var changes = ShadowRun.changes(DecisionRecord.of(then), again);
            assertThat(changes.isEmpty()).isEqualTo(now.withheld().equals(then.withheld()));
            different += changes.isEmpty() ? 0 : 1;
        }
        assertThat(different).isPositive();
    }
}
