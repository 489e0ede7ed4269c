package qorgan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.Log;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hasher;

/// Makes a proof file for one entry from the public tiles alone; the log is not asked for anything
/// that would say which entry is meant.
@Command(
        name = "prove",
        description = "Makes a tlog-proof for one entry, from the public tiles.",
        mixinStandardHelpOptions = true)
final class LedgerProve implements Callable<Integer> {
    @Parameters(paramLabel = "INDEX", description = "the entry's number, from 0")
    private long index;

    @Option(
            names = "--from",
            paramLabel = "URL|DIR",
            defaultValue = "http://127.0.0.1:18080/log",
            description = "the log (default: ${DEFAULT-VALUE})")
    private String from = "";

    @Option(names = "--out", paramLabel = "FILE", description = "where to (default: printed)")
    private @Nullable Path out;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var log = LogPlace.open(from);
        if (index < 0 || index >= log.checkpoint().size()) {
            throw new IOException("the log has " + log.checkpoint().size() + " entries");
        }
        var tree = log.tree();
        byte[] entry = tree.entry(index);
        var proof = Log.prove(tree, index, log.note());
        if (!proof.leads(Hasher.leafOf(entry))) {
            throw new IOException("the log's own tiles do not prove it; run ledger verify");
        }
        String text = new String(proof.bytes(), StandardCharsets.UTF_8);
        if (out != null) {
            Files.writeString(out, text);
        }
        var result =
                Json.object()
                        .with("index", index)
                        .with("size", log.checkpoint().size())
                        .with("entry", Base64.getEncoder().encodeToString(entry))
                        .with("proof", text);
        Told.to(spec, json, result, out == null ? text.stripTrailing() : "written " + out);
        return 0;
    }
}
