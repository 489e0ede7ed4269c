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

/// Ends the months before this one.
@Command(
        name = "epochs",
        description = {
            "Destroys the epoch keys of earlier months, once nothing is wrapped under them.",
            "Run it after keys rewrap in the first four days of a month: so what was erased is gone"
                    + " from every backup within 35 days."
        },
        mixinStandardHelpOptions = true)
final class KeysEpochs implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    Asked.confirm(yes, "Epochs before this month will be destroyed.", "destroy");
                    var gone = maintenance.closeEpochs();
                    Told.to(
                            spec,
                            json,
                            Json.object()
                                    .with(
                                            "destroyed",
                                            Json.texts(
                                                    gone.stream().map(Object::toString).toList())),
                            gone.isEmpty() ? "nothing to destroy" : "destroyed " + gone);
                    return 0;
                });
    }
}
