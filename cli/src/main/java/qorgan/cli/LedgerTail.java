package qorgan.cli;

import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;

/// Prints the last entries and, if asked, every new one; stops loudly when a checkpoint does not
/// extend the one before.
@Command(
        name = "tail",
        description = "Prints the last entries of the log, and new ones as they come.",
        mixinStandardHelpOptions = true)
final class LedgerTail implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(names = "-n", paramLabel = "COUNT", defaultValue = "10", description = "how many")
    private long count;

    @Option(
            names = {"-f", "--follow"},
            description = "wait for more")
    private boolean follow;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var log = LogPlace.open(from);
        print(log, Math.max(0, log.checkpoint().size() - Math.max(0, count)));
        while (follow) {
            TimeUnit.SECONDS.sleep(2);
            var next = LogPlace.open(log.source());
            if (!grewFrom(log, next)) {
                throw new IOException(
                        "the new checkpoint of "
                                + next.checkpoint().size()
                                + " entries does not extend the one of "
                                + log.checkpoint().size());
            }
            print(next, log.checkpoint().size());
            log = next;
        }
        return 0;
    }

    private static boolean grewFrom(LogPlace before, LogPlace after) {
        var old = before.checkpoint();
        var now = after.checkpoint();
        return old.size() <= now.size()
                && Proofs.extendsTree(
                        old.size(),
                        old.root(),
                        now.size(),
                        now.root(),
                        after.tree().consistency(old.size()));
    }

    private void print(LogPlace log, long first) {
        var tree = log.tree();
        for (long index = first; index < log.checkpoint().size(); index++) {
            byte[] entry = tree.entry(index);
            String hash = Hasher.leafOf(entry).toString();
            var line =
                    Json.object()
                            .with("index", index)
                            .with("hash", hash)
                            .with("entry", Base64.getEncoder().encodeToString(entry));
            Told.to(spec, json, line, index + "  " + hash + "  " + entry.length + " bytes");
        }
    }
}
