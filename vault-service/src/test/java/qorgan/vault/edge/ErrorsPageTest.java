package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    @Test
    void the_page_lists_every_code_with_its_status_and_words() throws IOException {
        var words = new Wording();
        var page = new StringBuilder();
        for (var code : ProblemCode.values()) {
            page.append("\n## ").append(code.code()).append("\n\n`");
            page.append(code.status().value()).append("`\n\n");
            for (var language : Wording.LANGUAGES) {
                var said = words.of(code, Locale.of(language));
                page.append("- ").append(language).append(": **").append(said.title());
                page.append(".** ").append(said.next()).append("\n");
            }
        }
        var file = Path.of(System.getProperty("qorgan.root"), "docs", "errors.md");
        var written = Files.readString(file);
        assertThat(written.substring(written.indexOf("\n## ")).strip())
                .as("docs/errors.md: put this in the place of everything from the first code on")
                .isEqualTo(page.toString().strip());
    }
}
