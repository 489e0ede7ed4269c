package qorgan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.KeyClass;
import qorgan.ledger.json.Json;

/// New versions of the upper keys.
@Command(
        name = "rotate",
        description = {
            "A new version of the root key (--root), or of a class's key (--class).",
            "What older versions wrapped still opens; keys rewrap moves it. Records are not touched."
        },
        mixinStandardHelpOptions = true)
final class KeysRotate implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    private static final class What {
        @Option(names = "--root", description = "the root key, and the ring wrapped anew under it")
        private boolean root;

        @Option(names = "--class", description = "one of ${COMPLETION-CANDIDATES}")
        private @Nullable KeyClass keyClass;
    }

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    String text;
                    if (what.keyClass == null) {
                        root.management().rotate();
                        int ring = maintenance.rewrapRing();
                        text = root.management().describe() + "; " + ring + " keys wrapped anew";
                    } else {
                        int version = maintenance.rotateClass(what.keyClass);
                        text = "class " + what.keyClass + " has version " + version;
                    }
                    Told.to(spec, json, Json.object().with("rotated", text), text);
                    return 0;
                });
    }
}
