package qorgan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.KeyName;
import qorgan.ledger.json.Json;

/// Opens every wrapped key once.
@Command(
        name = "verify",
        description = "Opens every key once and names those that do not open.",
        mixinStandardHelpOptions = true)
final class KeysVerify implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    var found = maintenance.verifyAll();
                    var bad = found.bad().stream().map(KeyName::toString).toList();
                    Told.to(
                            spec,
                            json,
                            Json.object()
                                    .with("good", found.good())
                                    .with("erased", found.erased())
                                    .with("bad", Json.texts(bad)),
                            found.good()
                                    + " keys open, "
                                    + found.erased()
                                    + " erased are kept closed, "
                                    + bad.size()
                                    + " do not open"
                                    + (bad.isEmpty() ? "" : ":\n" + String.join("\n", bad)));
                    return bad.isEmpty() ? 0 : 1;
                });
    }
}
