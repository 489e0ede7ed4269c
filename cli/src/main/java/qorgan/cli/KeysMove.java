package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.KeyManagement;
import qorgan.keys.root.Pkcs11Root;
import qorgan.keys.root.TransitRoot;
import qorgan.ledger.json.Json;

/// Moves the root to another provider.
@Command(
        name = "move",
        description = {
            "Wraps the ring and the epochs under the root of another provider.",
            "Online and resumable. Start the instances with the next provider afterwards."
        },
        mixinStandardHelpOptions = true)
final class KeysMove implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @ArgGroup(multiplicity = "1")
    private Next next = new Next();

    private static final class Next {
        @Option(names = "--to-pkcs11", paramLabel = "LIBRARY", description = "a PKCS#11 token")
        private @Nullable Path pkcs11;

        @Option(names = "--to-transit", paramLabel = "URL", description = "a transit engine")
        private @Nullable URI transit;
    }

    @Option(names = "--to-slot", description = "the token's slot (default: ${DEFAULT-VALUE})")
    private int slot;

    @Option(names = "--to-name", defaultValue = "qorgan", description = "the next root's name")
    private String name = "";

    @Option(names = "--to-secret-file", paramLabel = "FILE", description = "PIN or token")
    private @Nullable Path secret;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    try (var other = open()) {
                        int moved = maintenance.moveTo(other);
                        Told.to(
                                spec,
                                json,
                                Json.object().with("moved", moved).with("to", other.describe()),
                                moved + " keys of the ring moved to " + other.describe());
                        return 0;
                    }
                });
    }

    private KeyManagement open() throws IOException {
        char[] given = Asked.secret("PIN or token of the next provider", secret);
        if (next.pkcs11 != null) {
            return Pkcs11Root.open(next.pkcs11, slot, given, name);
        }
        if (next.transit != null) {
            return TransitRoot.open(next.transit, name, new String(given));
        }
        throw new IllegalArgumentException("name the next provider");
    }
}
