package qorgan.demo.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Values that occur nowhere else in the world, one a personal field. After the walk none of
/// them may lie anywhere but sealed: each is looked for as UTF-8, in small letters, as the
/// hexadecimal that a dump gives to bytes, as JSON escapes and as Base64.
final class Canaries {
    private static final String LETTERS = "абвгдежзиклмнопрстуфхшэюя";

    /// Where a value was found.
    record Found(String field, Path file) {}

    private final Random random;
    private final Map<String, String> values = new LinkedHashMap<>();

    Canaries(long seed) {
        this.random = new Random(seed);
    }

    /// A word of Cyrillic letters for this field, the same at every call.
    String word(String field) {
        return values.computeIfAbsent(field, _ -> "Қу" + letters(14));
    }

    /// Several words, for a text.
    String text(String field) {
        return values.computeIfAbsent(field, _ -> "Қу" + letters(12) + " " + letters(9));
    }

    /// Takes a value that has a form of its own (a number, a telephone) under guard too.
    String guard(String field, String value) {
        values.put(field, value);
        return value;
    }

    int size() {
        return values.size();
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /// Every value that lies open in one of these files, or in a file below them.
    List<Found> scan(List<Path> places) throws IOException {
        var found = new ArrayList<Found>();
        for (var place : places) {
            if (Files.exists(place)) {
                try (var files = Files.walk(place)) {
                    files.filter(Files::isRegularFile).forEach(file -> found.addAll(in(file)));
                }
            }
        }
        return found;
    }

    private List<Found> in(Path file) {
        try {
            return fields(Files.readAllBytes(file)).stream()
                    .map(field -> new Found(field, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + file, e);
        }
    }

    /// The fields whose value lies open in these bytes.
    List<String> fields(byte[] bytes) {
        // One byte a character: a search for bytes, with the string search that the JVM does
        // fastest.
        var hay = new String(bytes, StandardCharsets.ISO_8859_1);
        return values.entrySet().stream()
                .filter(each -> forms(each.getValue()).stream().anyMatch(hay::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> forms(String value) {
        var forms = new ArrayList<String>();
        for (var each :
                List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT))) {
            var utf8 = each.getBytes(StandardCharsets.UTF_8);
            forms.add(new String(utf8, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(utf8));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(utf8));
            forms.add(escaped(each));
        }
        return forms.stream().distinct().toList();
    }

    private static String escaped(String value) {
        var text = new StringBuilder();
        value.chars()
                .forEach(
                        each ->
                                text.append(
                                        each < 128
                                                ? String.valueOf((char) each)
                                                : "\\u%04x".formatted(each)));
        return text.toString();
    }

    private String letters(int count) {
        var word = new StringBuilder();
        for (var each = 0; each < count; each++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }
}
