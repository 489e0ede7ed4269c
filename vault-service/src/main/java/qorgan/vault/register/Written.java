package qorgan.vault.register;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;
import qorgan.vault.subject.Stated;

/// A statement as it was written down: canonical JSON, read back after it was opened.
final class Written {
    private Written() {}

    static Json.Members parse(String written) {
        return Json.parseObject(written.getBytes(StandardCharsets.UTF_8));
    }

    /// What was stated under this name, or null where nothing was.
    static @Nullable Stated<String> text(Json.Members json, String name) {
        return json.get(name)
                .map(found -> found instanceof Json.Text(var text) ? Stated.of(text) : null)
                .orElse(null);
    }
}
