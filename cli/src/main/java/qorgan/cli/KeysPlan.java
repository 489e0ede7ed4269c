package qorgan.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.BlindIndexes;
import qorgan.keys.IndexPlan;
import qorgan.ledger.json.Json;

/// What the blind indexes cost and give away.
@Command(
        name = "plan",
        description = "The false-positive rate and the leakage of each blind index.",
        mixinStandardHelpOptions = true)
final class KeysPlan implements Callable<Integer> {
    @Option(
            names = "--population",
            defaultValue = "1000000",
            description = "how many people are indexed (default: ${DEFAULT-VALUE})")
    private long population;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var all = new ArrayList<Json>();
        var text = new StringBuilder();
        for (var kind : BlindIndexes.Kind.values()) {
            var plan = new IndexPlan(kind, population);
            all.add(
                    Json.object()
                            .with("index", kind.name())
                            .with("bits", kind.bits())
                            .with("falsePositivesPerMillion", plan.falsePositivesPerMillion())
                            .with("expectedCollisions", plan.expectedCollisions())
                            .with("leakage", plan.leakage()));
            text.append(
                    "%s: %d bits; at most %d in a million searches hit a stranger; about %d pairs share a value%n  shows %s%n"
                            .formatted(
                                    kind,
                                    kind.bits(),
                                    plan.falsePositivesPerMillion(),
                                    plan.expectedCollisions(),
                                    plan.leakage()));
        }
        Told.to(
                spec,
                json,
                Json.object().with("population", population).with("plan", new Json.Items(all)),
                text.toString().stripTrailing());
        return 0;
    }
}
