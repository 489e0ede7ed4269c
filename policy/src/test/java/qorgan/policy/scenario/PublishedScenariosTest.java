package qorgan.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import qorgan.policy.Engine;
import qorgan.policy.Shared;
import qorgan.policy.pack.Packs;

class PublishedScenariosTest {
    @Test
    void every_published_scenario_has_its_published_outcome() {
        var scenarios =
                Scenarios.read("scenarios.yaml", Shared.read("qorgan.law", "scenarios.yaml"));
        var decider = new Scenarios(new Engine(Packs.load()));
        var wrong = new ArrayList<String>();
        for (var scenario : scenarios) {
            Outcomes.differences(scenario, decider.decide(scenario))
                    .forEach(difference -> wrong.add(scenario.id() + " " + difference));
        }
        assertThat(scenarios).hasSizeGreaterThanOrEqualTo(60);
        assertThat(wrong).isEmpty();
    }
}
