package qorgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;

/// The service's side of the channel.
@Command(
        name = "channel",
        description =
                "Makes the service's side of the channel to the agents: channel.p12 and .crt.",
        mixinStandardHelpOptions = true)
final class AgentChannel implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where to")
    private Path directory = Path.of("");

    @Option(names = "--password-file", paramLabel = "FILE", description = "else it is asked for")
    private @Nullable Path password;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ChannelFiles.make(directory, "service", Asked.secret("Password", password));
        Told.to(
                spec,
                json,
                Json.object().with("directory", directory.toString()),
                "made " + directory.resolve(ChannelFiles.CERTIFICATE) + " for the agents");
        return 0;
    }
}
