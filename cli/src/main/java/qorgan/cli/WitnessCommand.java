package qorgan.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.Entropy;
import qorgan.ledger.KeyType;
import qorgan.ledger.SigningKey;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.WitnessServer;

/// Runs a witness: the small program that an oversight office or an association keeps on a machine
/// of its own.
@Command(
        name = "witness",
        description =
                "Runs a witness that cosigns logs it has seen grow, and says when one does not.",
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "keys and memory")
    private Path directory = Path.of("");

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "the witness's name")
    private String name = "";

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY|FILE",
            description = "keys of a log to watch; may be given several times")
    private List<String> logs = new ArrayList<>();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
    private String host = "";

    @Option(names = "--port", defaultValue = "18090", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--keys-only", description = "make the keys, print them, and end")
    private boolean keysOnly;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var keys =
                List.of(
                        key("key-ed25519", KeyType.ED25519_COSIGNATURE),
                        key("key-mldsa44", KeyType.MLDSA44_COSIGNATURE));
        keys.forEach(key -> say(key.verifierKey().encoded()));
        if (keysOnly) {
            return 0;
        }
        try (var seen = new SeenCheckpoints(directory);
                var server =
                        new WitnessServer(
                                new Witness(keys, logKeys(), seen),
                                new InetSocketAddress(host, port),
                                Clock.systemUTC(),
                                this::say)) {
            server.start();
            say("witnessing at " + server.address());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private SigningKey key(String file, KeyType type) throws IOException {
        var random = Entropy.source();
        Path path = directory.resolve(file);
        if (Files.exists(path)) {
            return SigningKey.parse(Files.readString(path), random);
        }
        var key = SigningKey.generate(name, type, random);
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(path, owner);
        Files.writeString(path, key.encoded() + "\n", StandardOpenOption.WRITE);
        return key;
    }

    private List<VerifierKey> logKeys() throws IOException {
        var keys = new ArrayList<VerifierKey>();
        for (String log : logs) {
            keys.addAll(
                    VerifierKey.parseAll(
                            Files.exists(Path.of(log)) ? Files.readString(Path.of(log)) : log));
        }
        return keys;
    }

    private void say(String line) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
