package qorgan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.Promise;
import qorgan.ledger.Promise.Outcome;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;

/// Asks of a slip whether the log kept its word. A whole tree is read, so the log does not learn
/// which slip was meant.
@Command(
        name = "slip",
        description =
                "Checks whether the log kept what a slip promises; a missing leaf is evidence.",
        mixinStandardHelpOptions = true)
final class LedgerSlip implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "JSON with origin, leaf and due")
    private Path slip = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(
            names = "--vkey",
            required = true,
            paramLabel = "KEY|FILE",
            description = "keys of the log, and of witnesses whose clocks are believed")
    private List<String> vkeys = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "where a proof or evidence goes")
    private @Nullable Path out;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var promise = Promise.parse(Files.readAllBytes(slip));
        var log = LogPlace.open(from);
        var keys = keys();
        if (keys.stream()
                .noneMatch(key -> key.name().equals(promise.origin()) && key.signed(log.note()))) {
            throw new IOException("the checkpoint is not signed by " + promise.origin());
        }
        var outcome =
                promise.check(
                        log.source(), log.note(), signedAt(log, keys), Clock.systemUTC().instant());
        return tell(outcome);
    }

    private List<VerifierKey> keys() throws IOException {
        var keys = new ArrayList<VerifierKey>();
        for (String vkey : vkeys) {
            keys.addAll(
                    VerifierKey.parseAll(
                            Files.exists(Path.of(vkey)) ? Files.readString(Path.of(vkey)) : vkey));
        }
        return keys;
    }

    /// The latest time in a signature that holds: the log's own counts against it too.
    private static Optional<Instant> signedAt(LogPlace log, List<VerifierKey> keys) {
        var times = new ArrayList<Instant>();
        for (var line : log.note().signatures()) {
            for (var key : keys) {
                if (key.verifies(line, log.checkpoint())) {
                    key.time(line).ifPresent(times::add);
                }
            }
        }
        return times.stream().max(Instant::compareTo);
    }

    private int tell(Outcome outcome) throws IOException {
        var result = Json.object();
        return switch (outcome) {
            case Outcome.Proven(var proof) -> {
                keep(proof.bytes());
                String text = new String(proof.bytes(), StandardCharsets.UTF_8);
                Told.to(
                        spec,
                        json,
                        result.with("outcome", "proven")
                                .with("index", proof.index())
                                .with("proof", text),
                        "proven: leaf " + proof.index());
                yield 0;
            }
            case Outcome.NotYetProven(var due) -> {
                Told.to(
                        spec,
                        json,
                        result.with("outcome", "not-yet-proven").with("due", due.toString()),
                        "not yet proven; due " + due);
                yield 0;
            }
            case Outcome.Missing(var checkpoint, var at) -> {
                keep(checkpoint.bytes());
                Told.to(
                        spec,
                        json,
                        result.with("outcome", "missing")
                                .with("at", at.toString())
                                .with(
                                        "checkpoint",
                                        new String(checkpoint.bytes(), StandardCharsets.UTF_8)),
                        "MISSING: a checkpoint of "
                                + at
                                + " lacks the leaf; keep it with the slip");
                yield 1;
            }
            case Outcome.Silent(var due) -> {
                Told.to(
                        spec,
                        json,
                        result.with("outcome", "silent").with("due", due.toString()),
                        "SILENT: due " + due + ", and the log shows no later checkpoint");
                yield 1;
            }
        };
    }

    private void keep(byte[] bytes) throws IOException {
        if (out != null) {
            Files.write(out, bytes);
        }
    }
}
