package qorgan.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import qorgan.policy.pack.Packs;
import qorgan.policy.scenario.Scenarios;

class RulebookTest {
    @Test
    void the_pages_are_what_the_law_gives() throws IOException {
        var law = Packs.load();
        var folder = Path.of(System.getProperty("qorgan.root", ".."), "docs", "rulebook");
        var written = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(written)
                .as("run bin/qorgan rulebook and commit what it writes")
                .isEqualTo(RulebookPages.of(law, Scenarios.own()));
        var all = String.join("\n", written.values());
        for (var provision : law.provisions()) {
            assertThat(all).contains("## " + provision.id() + "\n");
        }
        assertThat(all).doesNotContain("Scenarios: none");
    }
}
