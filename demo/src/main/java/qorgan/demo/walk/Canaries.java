package qorgan.demo.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Values that occur nowhere else in the world, one a personal field. After the walk none of them
/// may lie anywhere but sealed: each is looked for as UTF-8, in small letters, as the hexadecimal
/// that a dump gives to bytes, as JSON escapes and as Base64.
final class Canaries {
    private static final int PIECE = 1 << 20;
    private static final int BEGIN_BITS = 16;
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
        var forms = new Forms();
        var found = new ArrayList<Found>();
        for (var place : places) {
            if (Files.exists(place)) {
                try (var files = Files.walk(place)) {
                    files.filter(Files::isRegularFile)
                            .forEach(file -> found.addAll(in(file, forms)));
                }
            }
        }
        return found;
    }

    /// A piece at a time: a database's files do not fit into memory. Each piece begins with the end
    /// of the one before, so that nothing lies unseen across the cut.
    private static List<Found> in(Path file, Forms forms) {
        var found = new LinkedHashSet<String>();
        try (var in = Files.newInputStream(file)) {
            var piece = new byte[PIECE + forms.longest()];
            var kept = 0;
            for (var read = in.read(piece, kept, PIECE); read >= 0; ) {
                var length = kept + read;
                forms.find(piece, length, found);
                kept = Math.min(length, forms.longest());
                System.arraycopy(piece, length - kept, piece, 0, kept);
                read = in.read(piece, kept, PIECE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + file, e);
        }
        return found.stream().map(field -> new Found(field, file)).toList();
    }

    /// The fields whose value lies open in these bytes.
    List<String> fields(byte[] bytes) {
        var found = new LinkedHashSet<String>();
        new Forms().find(bytes, bytes.length, found);
        return List.copyOf(found);
    }

    /// Every form of every value, by its first four bytes: one look at each place of a file says
    /// whether any of them can begin there.
    private final class Forms {
        private final BitSet begins = new BitSet(1 << BEGIN_BITS);
        private final Map<Integer, List<Form>> byBegin = new HashMap<>();
        private int longest;

        private record Form(String field, byte[] bytes) {}

        private Forms() {
            values.forEach(
                    (field, value) -> {
                        for (var form : forms(value)) {
                            var begin = begin(form, 0);
                            begins.set(place(begin));
                            byBegin.computeIfAbsent(begin, _ -> new ArrayList<>())
                                    .add(new Form(field, form));
                            longest = Math.max(longest, form.length);
                        }
                    });
        }

        int longest() {
            return longest;
        }

        void find(byte[] bytes, int length, Set<String> found) {
            for (var at = 0; at + Integer.BYTES <= length; at++) {
                var begin = begin(bytes, at);
                if (begins.get(place(begin))) {
                    for (var form : byBegin.getOrDefault(begin, List.of())) {
                        var end = at + form.bytes().length;
                        if (end <= length
                                && Arrays.equals(
                                        bytes, at, end, form.bytes(), 0, form.bytes().length)) {
                            found.add(form.field());
                        }
                    }
                }
            }
        }

        private static int begin(byte[] bytes, int at) {
            return bytes[at] << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | bytes[at + 3] & 0xff;
        }

        private static int place(int begin) {
            return begin * 0x9e3779b1 >>> Integer.SIZE - BEGIN_BITS;
        }
    }

    private static List<byte[]> forms(String value) {
        var forms = new LinkedHashSet<String>();
        for (var each :
                List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT))) {
            var utf8 = each.getBytes(StandardCharsets.UTF_8);
            forms.add(new String(utf8, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(utf8));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(utf8));
            forms.add(escaped(each));
        }
        return forms.stream().map(form -> form.getBytes(StandardCharsets.ISO_8859_1)).toList();
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
