package qorgan.cli;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.Destroyable;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.ledger.json.Json;

/// Carries out a decided erasure.
@Command(
        name = "destroy",
        description = {
            "Destroys a person's key of one class, by a decision that the log holds.",
            "Whereabouts, register and audit (W, R, A) are not among the classes: their keys are not"
                    + " destroyable for anyone."
        },
        mixinStandardHelpOptions = true)
final class KeysDestroy implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--region", required = true, description = "the person's region")
    private String region = "";

    @Option(names = "--subject", required = true, description = "the person's identifier")
    private UUID subject = new UUID(0, 0);

    @Option(names = "--class", required = true, description = "${COMPLETION-CANDIDATES}")
    private Destroyable keyClass = Destroyable.P;

    @Option(names = "--entry", required = true, description = "the decision's entry in the log")
    private UUID entry = new UUID(0, 0);

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    Asked.confirm(
                            yes,
                            "What class " + keyClass + " of this person sealed will never open.",
                            "destroy");
                    int versions =
                            maintenance.destroy(
                                    new Region(region), new SubjectId(subject), keyClass, entry);
                    Told.to(
                            spec,
                            json,
                            Json.object().with("versions", versions),
                            "destroyed "
                                    + versions
                                    + " versions; gone from backups when this month's epoch is");
                    return versions == 0 ? 1 : 0;
                });
    }
}
