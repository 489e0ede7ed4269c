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

/// A custodian gives a share to a service that is starting or was sealed.
@Command(
        name = "unseal",
        description = {
            "Gives a custodian's share to a service that waits for them on this machine.",
            "The first custodian begins a session; the others join it by its name. Sessions are kept"
                    + " apart, and end after a quarter of an hour."
        },
        mixinStandardHelpOptions = true)
final class KeysUnseal implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "18090",
            description = "where the service waits (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--session", description = "join this session; else a new one begins")
    private String session = "";

    @Option(names = "--custodian", description = "your name in the quorum; else asked")
    private String custodian = "";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "your passphrase; else asked")
    private @Nullable Path passphrase;

    @Option(names = "--state", description = "only say whether it is sealed")
    private boolean state;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (state) {
            var now = UnsealingDoor.ask(port, "state");
            Told.to(spec, json, Json.object().with("answer", now), now);
            return 0;
        }
        var name =
                session.isEmpty()
                        ? UnsealingDoor.ask(port, "begin").replace("session ", "")
                        : session;
        if (name.equals("open")) {
            Told.to(spec, json, Json.object().with("answer", name), "it is open already");
            return 0;
        }
        var who = custodian.isEmpty() ? Asked.line("Custodian") : custodian;
        var answer =
                UnsealingDoor.ask(
                        port,
                        "give "
                                + name
                                + " "
                                + who
                                + " "
                                + new String(Asked.secret("Passphrase of " + who, passphrase)));
        Told.to(
                spec,
                json,
                Json.object().with("session", name).with("answer", answer),
                "session " + name + ": " + answer);
        return answer.equals("refused") ? 1 : 0;
    }
}
