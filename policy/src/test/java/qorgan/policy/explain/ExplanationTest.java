package qorgan.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qorgan.policy.Decision;
import qorgan.policy.Engine;
import qorgan.policy.Facts;
import qorgan.policy.Facts.Objection;
import qorgan.policy.Facts.Requester;
import qorgan.policy.Facts.Restriction;
import qorgan.policy.Facts.Subject;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Packs;
import qorgan.policy.scenario.Scenarios;
import tools.jackson.databind.json.JsonMapper;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");
    private final Packs law = Packs.load();
    private final Engine engine = new Engine(law);

    private Facts.Builder mother(String... fields) {
        return Facts.asking(
                NOW, Requester.of(RecipientRole.RELATIVE).called("RQ-1"), List.of(fields));
    }

    private Decision decided(Facts.Builder facts) {
        return engine.decide(facts.build());
    }

    private static Restriction restriction() {
        return new Restriction(
                Set.of("W.whereabouts"),
                NOW.minusSeconds(60),
                NOW.plusSeconds(60),
                Truth.TRUE,
                Truth.TRUE,
                Truth.TRUE,
                Truth.TRUE,
                Truth.TRUE,
                Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void a_relative_cannot_tell_protection_from_objection_from_restriction(String language) {
        var protectedPerson =
                decided(mother("W.whereabouts").about(Subject.ADULT.withProtection(Truth.TRUE)));
        var objecting =
                decided(mother("W.whereabouts").withObjection(new Objection("RQ-1", Truth.TRUE)));
        var restricted = decided(mother("W.whereabouts").withRestriction(restriction()));
        var told = Explanation.of(law, restricted).forRelative(language);
        assertThat(Explanation.of(law, protectedPerson).forRelative(language)).isEqualTo(told);
        assertThat(Explanation.of(law, objecting).forRelative(language)).isEqualTo(told);
        assertThat(told).hasSize(3);
    }

    @Test
    void a_relative_reads_the_same_words_for_every_fault_of_a_grant() {
        var none = decided(mother("P.legal_qualification"));
        assertThat(Explanation.of(law, none).forRelative("en"))
                .anySatisfy(line -> assertThat(line).endsWith("Reason: not authorised"));
        assertThat(Explanation.of(law, none).forRelative("ru"))
                .anySatisfy(line -> assertThat(line).endsWith("Причина: нет разрешения"));
        assertThat(Explanation.of(law, none).forRelative("kk"))
                .anySatisfy(line -> assertThat(line).endsWith("Себебі: рұқсат жоқ"));
    }

    @Test
    void no_reader_outside_sees_a_code_or_an_empty_word() {
        for (var scenario : Scenarios.own()) {
            var decision = new Scenarios(engine).decide(scenario);
            var all = Explanation.of(law, decision).forRelative();
            assertThat(all.keySet()).containsExactly("kk", "ru", "en");
            for (var lines : all.values()) {
                for (var line : lines) {
                    assertThat(line)
                            .as(scenario.id())
                            .isNotBlank()
                            .doesNotContain("null", "T.", "O.")
                            .doesNotContainPattern("[a-z]_[a-z]+$");
                }
            }
        }
    }

    @Test
    void an_official_reads_grounds_norms_and_sources() {
        var lines =
                Explanation.of(law, decided(mother("W.whereabouts", "P.legal_qualification")))
                        .forOfficial("en");
        assertThat(lines.getFirst()).isEqualTo("partial, T.PARTIAL");
        assertThat(String.join("\n", lines))
                .contains(
                        "P.legal_qualification (legal qualification): no_grant_investigator, No authorisation of the person conducting the case")
                .contains(
                        "it would open if the procurator has granted and whoever conducts the case has granted"
                                .substring(0, 16))
                .contains(
                        "kz26-ccp-201-no-disclosure (Criminal Procedure Code of 4 July 2014 No. 231-V, 201): ")
                .contains("text not read again")
                .contains("O.NAMED_HUMAN: a named officer signs what is withheld")
                .contains("w-answer-clock: 2026-04-14T10:00:00+05:00, without delay");
    }

    @Test
    void what_would_open_a_field_is_computed() {
        var none = decided(mother("P.legal_qualification"));
        assertThat(new Remedies(law).waysToOpen(none.consulted(), "P.legal_qualification"))
                .anySatisfy(
                        way ->
                                assertThat(way)
                                        .containsExactlyInAnyOrder(
                                                new Remedies.Change(
                                                        "gate.investigator-grant", true),
                                                new Remedies.Change(
                                                        "gate.procurator-grant", true)));
        var unproven =
                decided(
                        Facts.asking(
                                NOW,
                                Requester.of(RecipientRole.RELATIVE)
                                        .withStanding(Facts.Standing.UNPROVEN),
                                List.of("W.whereabouts")));
        assertThat(new Remedies(law).waysToOpen(unproven.consulted(), "W.whereabouts"))
                .containsExactly(List.of(new Remedies.Change("standing.proven", true)));
        var doubtful =
                decided(mother("W.whereabouts").about(Subject.ADULT.withProtection(Truth.UNKNOWN)));
        assertThat(new Remedies(law).waysToOpen(doubtful.consulted(), "W.whereabouts"))
                .contains(List.of(new Remedies.Change("subject.protected", false)));
        var beyond = decided(mother("P.evidence_list"));
        assertThat(new Remedies(law).waysToOpen(beyond.consulted(), "P.evidence_list")).isEmpty();
        assertThat(new Remedies(law).waysToOpen(beyond.consulted(), "W.whereabouts")).isEmpty();
    }

    @Test
    void a_machine_reads_the_same_in_json() {
        var decision =
                decided(
                        mother("W.whereabouts", "M.injury_record")
                                .about(Subject.ADULT.withProtection(Truth.UNKNOWN)));
        var json = JsonMapper.builder().build().readTree(Explanation.of(law, decision).json());
        assertThat(json.path("result").asString()).isEqualTo("indeterminate");
        assertThat(json.path("withheld").path("W.whereabouts").path("ground").asString())
                .isEqualTo("fact_unknown");
        assertThat(json.path("withheld").path("W.whereabouts").path("missing").path(0).asString())
                .isEqualTo("subject.protected");
        assertThat(json.path("withheld").path("M.injury_record").path("outward").asString())
                .isEqualTo("consent_missing");
        assertThat(
                        json.path("withheld")
                                .path("M.injury_record")
                                .path("opensIf")
                                .path(0)
                                .path("consent.given")
                                .asBoolean())
                .isTrue();
        assertThat(json.path("law").asString()).isEqualTo(law.digest());
        assertThat(json.path("clocks").size()).isEqualTo(decision.clocks().size());
    }
}
