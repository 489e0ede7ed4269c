package qorgan.vault.register;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import qorgan.ledger.json.Json;

/// A text that exists in several languages, sealed as one value: `{"en":…,"kk":…,"ru":…}`, with
/// `code` beside the languages where the text stands for a code.
public record Wording(Map<String, String> byLanguage) {
    public Wording {
        byLanguage = Map.copyOf(byLanguage);
    }

    static Wording coded(String code, String kk, String ru, String en) {
        return new Wording(Map.of("code", code, "kk", kk, "ru", ru, "en", en));
    }

    /// As it is sealed and stored.
    public String text() {
        var object = Json.object();
        for (var entry : new TreeMap<>(byLanguage).entrySet()) {
            object = object.with(entry.getKey(), entry.getValue());
        }
        return object.canonical();
    }

    /// A stored value in this language: the text in that language where it exists in several, else
    /// the value itself.
    public static String in(String language, String value) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            var members = Json.parseObject(value.getBytes(StandardCharsets.UTF_8));
            for (var wanted : new String[] {language, "kk", "ru", "en"}) {
                if (members.get(wanted).orElse(null) instanceof Json.Text(var text)) {
                    return text;
                }
            }
            return value;
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    static Wording read(String json) {
        var texts = new TreeMap<String, String>();
        Json.parseObject(json.getBytes(StandardCharsets.UTF_8))
                .values()
                .forEach(
                        (language, text) -> {
                            if (text instanceof Json.Text(var value)) {
                                texts.put(language, value);
                            }
                        });
        return new Wording(texts);
    }
}
