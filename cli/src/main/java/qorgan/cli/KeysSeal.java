package qorgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.root.UnsealingDoor;
import qorgan.ledger.json.Json;

/// A custodian seals a running service.
@Command(
        name = "seal",
        description = {
            "Seals a service that runs on this machine: its keys are wiped, and it answers nothing"
                    + " until a quorum unseals it (keys unseal), without a restart.",
            "One custodian is enough. Each instance is sealed by itself."
        },
        mixinStandardHelpOptions = true)
final class KeysSeal implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "18090",
            description = "where its custodians come (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--custodian", description = "your name in the quorum; else asked")
    private String custodian = "";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "your passphrase; else asked")
    private @Nullable Path passphrase;

    @Option(names = "--yes", description = "do not ask again")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Asked.confirm(yes, "Nobody will be answered until a quorum has unsealed it.", "seal");
        var who = custodian.isEmpty() ? Asked.line("Custodian") : custodian;
        var answer =
                UnsealingDoor.ask(
                        port,
                        "seal "
                                + who
                                + " "
                                + new String(Asked.secret("Passphrase of " + who, passphrase)));
        Told.to(spec, json, Json.object().with("answer", answer), answer);
        return answer.equals("sealed") ? 0 : 1;
    }
}
