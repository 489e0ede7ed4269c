package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.Secret;
import qorgan.keys.root.Shares;
import qorgan.ledger.json.Json;

/// Joins shares from paper.
@Command(
        name = "join",
        description = "Gives a split secret back from its shares, into a file of its own.",
        mixinStandardHelpOptions = true)
final class KeysJoin implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "SHARE", description = "as keys split printed them")
    private List<String> shares = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "must not exist")
    private Path out = Path.of("");

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var parts = new HashMap<Integer, Secret>();
        int threshold = 0;
        for (var share : shares) {
            var words = share.split("-", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("a share is THRESHOLD-NUMBER-DIGITS");
            }
            threshold = Integer.parseInt(words[0]);
            parts.put(Integer.parseInt(words[1]), Secret.taking(HexFormat.of().parseHex(words[2])));
        }
        try (var secret = Shares.join(parts, threshold)) {
            Files.createFile(
                    out,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(out, HexFormat.of().formatHex(secret.copy()));
        }
        Told.to(
                spec,
                json,
                Json.object().with("file", out.toString()),
                "joined into " + out + "; a wrong share gives a wrong secret");
        return 0;
    }
}
