package qorgan.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import qorgan.ledger.json.Json;

/// Says a result once: for a person, or as JSON for a program.
final class Told {
    private Told() {}

    static void to(@Nullable CommandSpec spec, boolean json, Json.Members result, String text) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(json ? result.canonical() : text);
        out.flush();
    }
}
