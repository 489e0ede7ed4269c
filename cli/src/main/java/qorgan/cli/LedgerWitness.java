package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.witness.WitnessClient;
import qorgan.ledger.witness.WitnessClient.Reply;

/// Asks a witness to cosign a log's checkpoint, as the log itself would.
@Command(
        name = "witness",
        description = "Asks a witness to cosign the log's checkpoint.",
        mixinStandardHelpOptions = true)
final class LedgerWitness implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "the witness's submission prefix")
    private URI witness = URI.create("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY|FILE",
            description = "the witness's keys")
    private String key = "";

    @Option(
            names = "--from",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(
            names = "--old",
            paramLabel = "SIZE",
            description = "the size it cosigned last, if known")
    private long old;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var log = LogPlace.open(from);
        var keys =
                VerifierKey.parseAll(
                        Files.exists(Path.of(key)) ? Files.readString(Path.of(key)) : key);
        var client = new WitnessClient(HttpClient.newHttpClient(), witness, keys);
        return switch (client.cosign(log.note(), log.tree(), old)) {
            case Reply.Cosigned(var signatures) -> {
                keep(log, signatures);
                var lines = signatures.stream().map(NoteSignature::line).toList();
                tell("cosigned", log, Json.texts(lines), String.join("\n", lines));
                yield 0;
            }
            case Reply.Ahead(var size) -> {
                String why = "the witness has seen " + size + " entries, or another root";
                tell("ahead", log, new Json.Whole(size), why);
                yield 1;
            }
            case Reply.Refused(var status, var why) -> {
                tell("refused", log, new Json.Whole(status), "refused: " + status + " " + why);
                yield 1;
            }
        };
    }

    /// A log in a directory is ours to complete: the cosignatures go into its checkpoint.
    private static void keep(LogPlace log, List<NoteSignature> signatures) throws IOException {
        if (log.source() instanceof DirectoryTiles directory) {
            var note = log.note();
            for (var line : signatures) {
                note = note.with(line);
            }
            directory.replace("checkpoint", note.bytes());
        }
    }

    private void tell(String answer, LogPlace log, Json detail, String text) {
        var result =
                Json.object()
                        .with("answer", answer)
                        .with("size", log.checkpoint().size())
                        .with("detail", detail);
        Told.to(spec, json, result, text);
    }
}
