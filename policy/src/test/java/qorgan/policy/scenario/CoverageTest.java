package qorgan.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import qorgan.policy.Engine;
import qorgan.policy.Facts;
import qorgan.policy.Facts.Requester;
import qorgan.policy.RecipientRole;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;

class CoverageTest {
    private final Packs law = Packs.load();

    @Test
    void no_norm_can_go_or_ask_for_less_without_a_scenario_failing() {
        var coverage = Coverage.of(law, Scenarios.own());
        assertThat(coverage.norms()).hasSizeGreaterThanOrEqualTo(141);
        assertThat(coverage.unnoticed()).isEmpty();
        assertThat(coverage.loose()).isEmpty();
        assertThat(coverage.norms().stream().mapToInt(norm -> norm.weakenings().size()).sum())
                .isGreaterThan(600);
        assertThat(coverage.lines().getLast()).endsWith(" 0 unnoticed");
    }

    @Test
    void without_scenarios_every_weakening_that_matters_goes_unnoticed() {
        var coverage = Coverage.of(law, List.of());
        assertThat(coverage.isComplete()).isFalse();
        assertThat(coverage.unnoticed())
                .contains("w-standing-refused: clause 1 without standing.refused")
                .doesNotContain("p-counsel-stage: unless without p-never-grantable");
    }

    /// What is proven the same is the same: random questions find no difference either.
    @Test
    void a_weakening_that_is_called_the_same_changes_no_decision() {
        var begins = law.named("KZ-2026").orElseThrow().inForce().from();
        var now = Objects.requireNonNull(begins).plusSeconds(90_000_000);
        var engine = new Engine(law);
        var proven = 0;
        for (var provision : law.provisions()) {
            for (var weakening : Weakening.of(provision, law.vocabulary())) {
                var weakened = with(weakening);
                if (!weakening.isOfFields()
                        || new Sameness(law).of(weakening, weakened).isEmpty()) {
                    continue;
                }
                proven++;
                var other = new Engine(weakened);
                for (var role : RecipientRole.values()) {
                    var facts = Facts.asking(now, Requester.of(role), law.terms().fields()).build();
                    assertThat(other.decide(facts).withheld())
                            .as("%s of %s", weakening.what(), provision.id())
                            .isEqualTo(engine.decide(facts).withheld());
                }
            }
        }
        assertThat(proven).isBetween(30, 120);
    }

    private Packs with(Weakening weakening) {
        var others = new ArrayList<Provision>();
        law.provisions()
                .forEach(other -> others.add(other == weakening.norm() ? weakening.form() : other));
        return law.with(others);
    }
}
