package qorgan.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import qorgan.policy.Engine;
import qorgan.policy.pack.Packs;

class OwnScenariosTest {
    private final Packs law = Packs.load();

    @Test
    void every_scenario_of_the_law_holds_exactly() {
        var decider = new Scenarios(new Engine(law));
        var wrong = new ArrayList<String>();
        var ids = new HashSet<String>();
        for (var scenario : Scenarios.own()) {
            assertThat(ids.add(scenario.id()))
                    .as("scenario %s is written once", scenario.id())
                    .isTrue();
            Outcomes.differences(scenario, decider.decide(scenario))
                    .forEach(difference -> wrong.add(scenario.id() + " " + difference));
        }
        assertThat(ids).hasSizeGreaterThan(190);
        assertThat(wrong).isEmpty();
    }
}
