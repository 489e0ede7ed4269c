package qorgan.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import qorgan.policy.pack.Packs;

class CoverageTest {
    private final Packs law = Packs.load();

    @Test
    void no_norm_can_go_or_grow_weaker_without_a_scenario_failing() {
        var coverage = Coverage.of(law, Scenarios.own());
        assertThat(coverage.norms()).hasSizeGreaterThanOrEqualTo(141);
        assertThat(coverage.loose()).isEmpty();
        assertThat(coverage.lines().getLast()).endsWith(" 0 loose");
    }
}
