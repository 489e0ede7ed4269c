package qorgan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.root.Quorum;
import qorgan.keys.root.QuorumKeystore;
import qorgan.ledger.json.Json;

/// Makes a keystore at a ceremony of its custodians.
@Command(
        name = "init",
        description = {
            "Makes a keystore with a first root key, which only a quorum of custodians opens.",
            "Each custodian types a passphrase; without enough of them everything is lost for good."
        },
        mixinStandardHelpOptions = true)
final class KeysInit implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private RootPlace root = new RootPlace();

    @Option(
            names = "--quorum",
            required = true,
            paramLabel = "GROUPS",
            description =
                    "such as \"operators:2:dana,erlan,zarina;lawyers:1:madina,timur\": of every"
                            + " group at least its number")
    private String quorum = "";

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var custodians = Quorum.parse(quorum);
        try (var opened =
                QuorumKeystore.in(root.keystoreDirectory())
                        .create(custodians, root.newPassphrases(custodians.custodians()))) {
            Told.to(
                    spec,
                    json,
                    Json.object()
                            .with("keystore", root.keystoreDirectory().toString())
                            .with("root", opened.describe()),
                    "made " + root.keystoreDirectory() + ": " + opened.describe());
        }
        return 0;
    }
}
