package qorgan.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.LogCopy;
import qorgan.ledger.tiles.Tile;

/// How large the log is, who signed its checkpoint, and how old each signature is.
@Command(
        name = "stats",
        description = "Size, signatures and their age.",
        mixinStandardHelpOptions = true)
final class LedgerStats implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var log = LogPlace.open(from);
        var head = log.checkpoint();
        Instant now = Clock.systemUTC().instant();
        var text = new StringBuilder();
        text.append(head.origin()).append(": ").append(head.size()).append(" entries");
        text.append("\nroot ").append(head.root());
        long tiles = LogCopy.tiles(head.size()).filter(t -> t.level() != Tile.ENTRIES).count();
        text.append("\nhash tiles ").append(tiles);
        var signatures = new ArrayList<Json>();
        for (var line : log.note().signatures()) {
            var key = log.ownKeys().stream().filter(one -> one.claims(line)).findFirst();
            boolean holds = key.isPresent() && key.get().verifies(line, head);
            var entry =
                    Json.object()
                            .with("name", line.name())
                            .with("known", new Json.Flag(key.isPresent()))
                            .with("holds", new Json.Flag(holds));
            text.append("\nsigned by ").append(line.name());
            text.append(key.isEmpty() ? ", a key not known here" : holds ? "" : ", WRONGLY");
            var at = holds ? key.get().time(line) : Optional.<Instant>empty();
            if (at.isPresent()) {
                long age = Duration.between(at.get(), now).toSeconds();
                entry = entry.with("at", at.get().toString()).with("ageSeconds", age);
                text.append(", ").append(age).append(" s ago");
            }
            signatures.add(entry);
        }
        var result =
                Json.object()
                        .with("origin", head.origin())
                        .with("size", head.size())
                        .with("root", head.root().toString())
                        .with("hashTiles", tiles)
                        .with("signatures", new Json.Items(signatures));
        Told.to(spec, json, result, text.toString());
        return 0;
    }
}
