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

/// Gives a keystore other custodians.
@Command(
        name = "reshare",
        description = {
            "Gives a keystore another quorum: the present one opens it, the next one gets new shares.",
            "Destroy old copies of the keystore afterwards: the old shares still open those."
        },
        mixinStandardHelpOptions = true)
final class KeysReshare implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private RootPlace root = new RootPlace();

    @Option(names = "--quorum", required = true, paramLabel = "GROUPS", description = "as in init")
    private String quorum = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var next = Quorum.parse(quorum);
        try (var opened = root.openKeystore()) {
            Asked.confirm(yes, "The old shares will open nothing.", "reshare");
            QuorumKeystore.in(root.keystoreDirectory())
                    .reshare(opened, next, root.newPassphrases(next.custodians()));
        }
        Told.to(
                spec,
                json,
                Json.object().with("custodians", next.custodians().size()),
                "shared anew among " + next.custodians().size() + " custodians");
        return 0;
    }
}
