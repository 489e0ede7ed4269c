package qorgan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.KeyType;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.LogCopy;

/// Copies a log into a directory in the C2SP layout, for anybody's verifier.
@Command(
        name = "export",
        description = "Copies the log into a directory that any C2SP verifier reads.",
        mixinStandardHelpOptions = true)
final class LedgerExport implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where to; an earlier copy is brought up to date")
    private Path directory = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(
            names = "--witnesses",
            paramLabel = "FILE",
            description = "witnesses' keys to put beside the log, one a line")
    private @Nullable Path witnesses;

    @Option(
            names = "--newest",
            description =
                    "the newest checkpoint, even if its cosignatures have not come yet; without it, the"
                            + " newest that has them")
    private boolean newest;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var log = newest ? LogPlace.open(from) : LogPlace.cosigned(from);
        var copied =
                LogCopy.copy(
                        log.source(),
                        new DirectoryTiles(directory),
                        log.checkpoint().size(),
                        texts(log),
                        log.note().bytes());
        var result =
                Json.object()
                        .with("origin", log.checkpoint().origin())
                        .with("size", log.checkpoint().size())
                        .with("files", copied.files())
                        .with("bytes", copied.bytes());
        Told.to(spec, json, result, log.checkpoint().size() + " entries in " + directory);
        return 0;
    }

    /// The log's Ed25519 key stands alone in `vkey`, since most readers know no other; its second
    /// key has a file of its own.
    private List<LogCopy.Text> texts(LogPlace log) throws IOException {
        var own = VerifierKey.parseAll(log.text("vkey").orElse(""));
        var more = VerifierKey.parseAll(log.text("vkey-mldsa44").orElse(""));
        var texts = new ArrayList<LogCopy.Text>();
        for (var key : own) {
            if (key.type() == KeyType.ED25519) {
                texts.add(text("vkey", List.of(key)));
                break;
            }
        }
        var rest =
                Stream.concat(own.stream(), more.stream())
                        .filter(key -> key.type() != KeyType.ED25519)
                        .toList();
        if (!rest.isEmpty()) {
            texts.add(text("vkey-mldsa44", rest));
        }
        String known =
                witnesses == null ? log.text("witnesses").orElse("") : Files.readString(witnesses);
        texts.add(text("witnesses", VerifierKey.parseAll(known)));
        return texts;
    }

    private static LogCopy.Text text(String path, List<VerifierKey> keys) {
        String lines = keys.stream().map(key -> key.encoded() + "\n").collect(Collectors.joining());
        return new LogCopy.Text(path, lines.getBytes(StandardCharsets.UTF_8));
    }
}
