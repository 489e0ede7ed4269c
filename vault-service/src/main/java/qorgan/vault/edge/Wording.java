package qorgan.vault.edge;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;

/// The words of the problems in Kazakh, Russian and English. A missing word is an error at start.
final class Wording {
    static final List<String> LANGUAGES = List.of("kk", "ru", "en");
    private static final String OTHERWISE = "en";

    private final Map<String, Map<ProblemCode, Words>> byLanguage = new HashMap<>();

    record Words(String title, String next) {}

    Wording() {
        for (var language : LANGUAGES) {
            byLanguage.put(language, read(language));
        }
    }

    Words of(ProblemCode code, Locale locale) {
        var language = LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : OTHERWISE;
        var words = byLanguage.getOrDefault(language, Map.of()).get(code);
        if (words == null) {
            throw new IllegalStateException("no words for " + code);
        }
        return words;
    }

    private static Map<ProblemCode, Words> read(String language) {
        var lines = new Properties();
        var resource =
                new ClassPathResource("qorgan/vault/edge/problems_" + language + ".properties");
        try (var reader =
                new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new HashMap<ProblemCode, Words>();
        for (var code : ProblemCode.values()) {
            var title = lines.getProperty(code.code());
            var next = lines.getProperty(code.code() + ".next");
            if (title == null || next == null) {
                throw new IllegalStateException("no words in " + language + " for " + code);
            }
            words.put(code, new Words(title, next));
        }
        return words;
    }
}
