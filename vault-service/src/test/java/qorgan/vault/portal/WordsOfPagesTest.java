package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three languages say the same things; nothing that a page or its code asks for is missing,
/// and nothing is there that nobody asks for. A page would print a missing key between question
/// marks.
class WordsOfPagesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /// Where else the words of pages are asked for: the report that the desk prints.
    private static final List<Path> CODE =
            List.of(
                    Path.of("src/main/java/qorgan/vault/portal"),
                    Path.of("src/main/java/qorgan/vault/audit/ReportPaper.java"));

    private static final Pattern EXPRESSION = Pattern.compile("#\\{([a-z][a-z0-9._-]*)");

    /// A key, or its beginning, as a text in a template or in code.
    private static final Pattern TEXT =
            Pattern.compile("['\"]([a-z][a-z0-9_-]*\\.(?:[a-z0-9_.-]*[a-z0-9])?\\.?)['\"]");

    private static final Pattern HOLE = Pattern.compile("\\{\\d\\}");

    /// Texts of that shape that are no keys.
    private static final Set<String> NO_KEYS =
            Set.of("qorgan-log.zip", "qorgan.vault.portal", "qorgan.vault.edge");

    /// What the framework asks for itself: what a box could not be read as.
    private static final Set<String> OF_THE_FRAMEWORK = Set.of("typeMismatch");

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

    @ParameterizedTest
    @ValueSource(strings = {"", "_ru", "_kk"})
    void every_word_that_is_asked_for_exists(String language) throws IOException {
        var known = words(language).stringPropertyNames();
        assertThat(asked()).hasSizeGreaterThan(600);
        assertThat(known).containsAll(asked());
        CodesOfPages.closed()
                .forEach(
                        (begun, codes) ->
                                assertThat(known)
                                        .containsAll(
                                                codes.stream().map(code -> begun + code).toList()));
    }

    /// A key that is put together from a beginning and a code has a list of its codes.
    @Test
    void every_key_that_is_only_begun_has_its_codes() throws IOException {
        var lists = new TreeSet<>(CodesOfPages.closed().keySet());
        lists.addAll(CodesOfPages.open().keySet());
        assertThat(lists)
                .as("add the list of codes to CodesOfPages")
                .containsAll(literals().stream().filter(key -> key.endsWith(".")).toList());
    }

    @Test
    void no_word_is_there_that_nobody_asks_for() throws IOException {
        var wanted = new TreeSet<>(asked());
        wanted.addAll(OF_THE_FRAMEWORK);
        CodesOfPages.closed()
                .forEach((begun, codes) -> codes.forEach(code -> wanted.add(begun + code)));
        CodesOfPages.open()
                .forEach((begun, codes) -> codes.forEach(code -> wanted.add(begun + code)));
        var unused = new TreeSet<>(words("").stringPropertyNames());
        unused.removeAll(wanted);
        assertThat(unused).isEmpty();
    }

    @Test
    void no_word_stands_twice() throws IOException {
        for (var language : new String[] {"", "_ru", "_kk"}) {
            var keys =
                    Files.readAllLines(
                                    Path.of(
                                            "src/main/resources/messages/portal"
                                                    + language
                                                    + ".properties"))
                            .stream()
                            .filter(line -> line.contains("=") && !line.startsWith("#"))
                            .map(line -> line.substring(0, line.indexOf('=')).strip())
                            .toList();
            assertThat(keys).as("portal" + language).doesNotHaveDuplicates();
        }
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

    /// The whole keys.
    private static Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        literals().stream().filter(key -> !key.endsWith(".")).forEach(asked::add);
        for (var file : templates()) {
            EXPRESSION
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> asked.add(found.group(1)));
        }
        asked.removeAll(NO_KEYS);
        return asked;
    }

    private static Set<String> literals() throws IOException {
        var literals = new TreeSet<String>();
        var files = new ArrayList<>(templates());
        for (var place : CODE) {
            files.addAll(NamesTest.sources(place));
        }
        for (var file : files) {
            TEXT.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(literals::add);
        }
        return literals;
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            var pages = files.filter(name -> name.toString().endsWith(".html")).toList();
            assertThat(pages).hasSizeGreaterThan(60);
            return pages;
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
