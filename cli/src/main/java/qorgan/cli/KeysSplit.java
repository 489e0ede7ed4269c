package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
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

/// Splits a secret on paper.
@Command(
        name = "split",
        description = {
            "Splits the secret of a file (hexadecimal) into shares, of which so many give it back.",
            "The shares are printed: for paper, away from this machine."
        },
        mixinStandardHelpOptions = true)
final class KeysSplit implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the secret, in hexadecimal digits")
    private Path file = Path.of("");

    @Option(names = "--threshold", required = true, description = "how many give it back")
    private int threshold;

    @Option(names = "--shares", required = true, description = "how many are made")
    private int count;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var lines = new ArrayList<String>();
        try (var secret = Secret.taking(HexFormat.of().parseHex(Files.readString(file).strip()))) {
            int number = 1;
            for (var share : Shares.split(secret, threshold, count)) {
                lines.add(threshold + "-" + number + "-" + HexFormat.of().formatHex(share.copy()));
                share.close();
                number++;
            }
        }
        Told.to(
                spec,
                json,
                Json.object().with("shares", Json.texts(lines)),
                String.join("\n", lines));
        return 0;
    }
}
