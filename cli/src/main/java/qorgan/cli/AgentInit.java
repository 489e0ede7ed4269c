package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.Entropy;
import qorgan.keys.HalfCipher;
import qorgan.keys.PlaneOffice;
import qorgan.keys.Secret;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.Quorum;
import qorgan.keys.root.QuorumKeystore;
import qorgan.ledger.json.Json;

/// The ceremony of an office.
@Command(
        name = "init",
        description = {
            "Makes an office's keystore with its key, and the agent's side of the channel.",
            "Give the service office.key and channel.crt; nothing else leaves."
        },
        mixinStandardHelpOptions = true)
final class AgentInit implements Callable<Integer> {
    static final String SEED = "office-seed";
    static final String CHANNEL = "channel";
    static final String PUBLIC_KEY = "office.key";

    @ArgGroup(exclusive = false, multiplicity = "1")
    private RootPlace root = new RootPlace();

    @Option(
            names = "--office",
            required = true,
            description = "investigation or procuracy",
            converter = OfficeCode.class)
    private PlaneOffice office = PlaneOffice.INVESTIGATION;

    @Option(
            names = "--quorum",
            required = true,
            paramLabel = "GROUPS",
            description = "as keys init")
    private String quorum = "";

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var directory = root.keystoreDirectory();
        var custodians = Quorum.parse(quorum);
        var pair = HalfCipher.newPair();
        try (var opened =
                        QuorumKeystore.in(directory)
                                .create(custodians, root.newPassphrases(custodians.custodians()));
                var seed = pair.seed();
                var channel = Entropy.key()) {
            opened.keep(SEED, seed);
            opened.keep(CHANNEL, channel);
            ChannelFiles.make(directory, "agent " + office.code(), password(channel));
        }
        Files.writeString(
                directory.resolve(PUBLIC_KEY),
                Base64.getEncoder().encodeToString(pair.publicKey().encoded()));
        Told.to(
                spec,
                json,
                Json.object()
                        .with("office", office.code())
                        .with("key", directory.resolve(PUBLIC_KEY).toString()),
                office.code() + ": " + pair.publicKey() + " in " + directory.resolve(PUBLIC_KEY));
        return 0;
    }

    static char[] password(OpenKeystore keystore) {
        try (var channel = keystore.kept(CHANNEL).orElseThrow()) {
            return password(channel);
        }
    }

    private static char[] password(Secret channel) {
        return HexFormat.of().formatHex(channel.copy()).toCharArray();
    }
}
