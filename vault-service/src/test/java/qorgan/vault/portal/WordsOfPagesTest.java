package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three languages say the same things, and no page asks for a word that is not there.
class WordsOfPagesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern USED = Pattern.compile("#\\{([a-z][a-z0-9._-]*)");
    private static final Pattern WHOLE_KEY =
            Pattern.compile("'([a-z][a-z0-9_.-]*\\.[a-z0-9_.-]*[a-z0-9])'");
    private static final Pattern HOLE = Pattern.compile("\\{\\d\\}");

    @ParameterizedTest
    @ValueSource(strings = {"_ru", "_kk"})
    void each_language_has_the_same_words_with_the_same_holes(String language) throws IOException {
        var english = words("");
        var other = words(language);
        assertThat(other.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(other.getProperty(key)).as(key).isNotBlank();
            assertThat(holes(other.getProperty(key)))
                    .as(key)
                    .isEqualTo(holes(english.getProperty(key)));
        }
    }

    @Test
    void every_word_that_a_page_uses_exists() throws IOException {
        var known = words("").stringPropertyNames();
        var pages = 0;
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(name -> name.toString().endsWith(".html")).toList()) {
                pages++;
                var text = Files.readString(file);
                for (var used : USED.matcher(text).results().toList()) {
                    assertThat(known).as(file.toString()).contains(used.group(1));
                }
                if (!file.endsWith("form.html")) {
                    for (var used : WHOLE_KEY.matcher(text).results().toList()) {
                        assertThat(known).as(file.toString()).contains(used.group(1));
                    }
                }
            }
        }
        assertThat(pages).isGreaterThan(20);
    }

    @Test
    void no_word_breaks_the_formatting_of_messages() throws IOException {
        for (var language : new String[] {"", "_ru", "_kk"}) {
            var words = words(language);
            for (var key : words.stringPropertyNames()) {
                var word = words.getProperty(key);
                if (HOLE.matcher(word).find()) {
                    assertThat(word.replace("''", "")).as(key + language).doesNotContain("'");
                }
            }
        }
    }

    private static TreeSet<String> holes(String word) {
        var holes = new TreeSet<String>();
        HOLE.matcher(word).results().forEach(hole -> holes.add(hole.group()));
        return holes;
    }

    private static Properties words(String language) throws IOException {
        var words = new Properties();
        try (var in =
                WordsOfPagesTest.class.getResourceAsStream(
                        "/messages/portal" + language + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
