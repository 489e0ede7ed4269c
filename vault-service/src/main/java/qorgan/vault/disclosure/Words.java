package qorgan.vault.disclosure;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.stereotype.Component;
import qorgan.vault.request.Language;

/// The words of answers and receipts in the three languages: names of fields, outward grounds,
/// remedies. A word that is missing in a language is a fault of the build, not a blank on a
/// receipt.
@Component
public class Words {

    private final Map<Language, Properties> words = new EnumMap<>(Language.class);

    Words() {
        for (var language : Language.values()) {
            words.put(language, read("words_" + language.code() + ".properties"));
        }
    }

    /// The word under a key.
    public String of(Language language, String key) {
        var spoken = words.get(language);
        var word = spoken == null ? null : spoken.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("no word for " + key + " in " + language.code());
        }
        return word;
    }

    /// What a field is called.
    public String field(Language language, String code) {
        return of(language, "field." + code);
    }

    /// What an outward ground is called.
    public String ground(Language language, String code) {
        return of(language, "ground." + code);
    }

    /// All keys of one language, for the test that keeps the three alike.
    java.util.Set<String> keys(Language language) {
        return words.getOrDefault(language, new Properties()).stringPropertyNames();
    }

    private static Properties read(String name) {
        var properties = new Properties();
        try (var stream = Words.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no words: " + name);
            }
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
