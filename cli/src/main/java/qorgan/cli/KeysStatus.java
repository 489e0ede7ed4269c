package qorgan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;

/// What keys there are, under what, and whether erasures are in time.
@Command(
        name = "status",
        description = "Provider, epochs, keys by what they are wrapped under, erasures.",
        mixinStandardHelpOptions = true)
final class KeysStatus implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    var counts = Json.object();
                    var text = new StringBuilder(root.management().describe());
                    text.append("\nepochs ").append(root.epochs().present());
                    for (var count : table.counts().entrySet()) {
                        counts = counts.with(count.getKey(), count.getValue());
                        text.append('\n').append(count.getKey()).append(": ");
                        text.append(count.getValue());
                    }
                    boolean overdue = maintenance.isErasureOverdue();
                    text.append("\nerased keys kept closed: ").append(root.epochs().erasures());
                    text.append(
                            overdue
                                    ? "\nAN OLD EPOCH SHOULD BE GONE: run keys rewrap, keys epochs"
                                    : "\nerasures are in time");
                    Told.to(
                            spec,
                            json,
                            Json.object()
                                    .with("root", root.management().describe())
                                    .with(
                                            "epochs",
                                            Json.texts(
                                                    root.epochs().present().stream()
                                                            .map(Object::toString)
                                                            .toList()))
                                    .with("keys", counts)
                                    .with("erased", root.epochs().erasures())
                                    .with("erasureOverdue", new Json.Flag(overdue)),
                            text.toString());
                    return overdue ? 1 : 0;
                });
    }
}
