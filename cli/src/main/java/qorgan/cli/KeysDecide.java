package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.Destroyable;
import qorgan.keys.Entropy;
import qorgan.keys.ErasureDecision;
import qorgan.keys.ErasureTerms;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.ledger.json.Json;

/// The text of a decision to erase.
@Command(
        name = "decide",
        description = {
            "Writes the text of a decision to destroy a person's key of one class, to be signed by a",
            "data-protection officer and by somebody of a second office with bin/qorgan sign.",
            "It may be carried out 14 days after it was announced, at the earliest (keys destroy)."
        },
        mixinStandardHelpOptions = true)
final class KeysDecide implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "where to write the text")
    private Path file = Path.of("");

    @Option(names = "--region", required = true, description = "the person's region")
    private String region = "";

    @Option(names = "--subject", required = true, description = "the person's identifier")
    private UUID subject = new UUID(0, 0);

    @Option(names = "--class", required = true, description = "${COMPLETION-CANDIDATES}")
    private Destroyable keyClass = Destroyable.P;

    @Option(names = "--article", required = true, description = "the provision it rests on")
    private String article = "";

    @Option(names = "--announced", description = "when it was announced (default: now)")
    private @Nullable Instant announced;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var from =
                announced == null
                        ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)
                        : announced;
        var terms =
                new ErasureTerms(
                        Entropy.uuid(),
                        new Region(region),
                        new SubjectId(subject),
                        keyClass,
                        article,
                        from,
                        from.plus(ErasureDecision.ANNOUNCED));
        Files.write(file, terms.canonical());
        Told.to(
                spec,
                json,
                Json.object()
                        .with("erasure", terms.erasure().toString())
                        .with("notBefore", terms.notBefore().toString()),
                "wrote " + file + "; it may be carried out from " + terms.notBefore());
        return 0;
    }
}
