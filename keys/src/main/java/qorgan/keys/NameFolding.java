package qorgan.keys;

import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Folds a name so that its Kazakh, Russian and Latin spellings meet: Жәнібекұлы, Жанибеков and
/// Zhanibekov are one. For search only; a folded hit proves nothing about who somebody is.
///
/// Each token of a name (also of a compound one) is folded by itself:
///
/// 1. lower case, without marks; soft and hard signs and apostrophes fall away;
/// 2. Cyrillic letters become Latin ones, the letters of Kazakh alone like their neighbours (ә as
///    а, қ as к, ғ as г, ң as н, ө as о, ұ and ү as у, і and ы as и, һ as х), and дж as ж;
/// 3. the ways to write one sound in Latin become one (zh, dzh, dj as j; kh as h; q as k; y as i);
/// 4. one ending falls away: -ұлы, -қызы, -ович, -евич, -овна, -евна, -ов, -ова, -ев, -ева; where
///    -ев stood after a vowel, the й that it swallowed comes back (Абаев as Абай);
/// 5. doubled letters become single.
public final class NameFolding {
    /// An ending falls only where this much of the name is left.
    private static final int SHORTEST_STEM = 3;

    private static final Map<Character, String> CYRILLIC = cyrillic();

    /// Longer spellings first.
    private static final List<Map.Entry<String, String>> LATIN =
            List.of(
                    Map.entry("shch", "sh"),
                    Map.entry("tsch", "ch"),
                    Map.entry("sch", "sh"),
                    Map.entry("dzh", "j"),
                    Map.entry("zh", "j"),
                    Map.entry("dj", "j"),
                    Map.entry("kh", "h"),
                    Map.entry("gh", "g"),
                    Map.entry("ck", "k"),
                    Map.entry("tz", "ts"),
                    Map.entry("yo", "e"),
                    Map.entry("q", "k"),
                    Map.entry("w", "u"),
                    Map.entry("y", "i"));

    private static final List<String> ENDINGS =
            List.of("ovich", "evich", "ovna", "evna", "kizi", "uli", "ova", "eva", "ov", "ev");

    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

    private NameFolding() {}

    /// The folded tokens of a whole name, each once.
    public static SortedSet<String> tokens(String name) {
        var tokens = new TreeSet<String>();
        for (var part : LETTERS.matcher(lower(name)).results().map(hit -> hit.group()).toList()) {
            var folded = fold(part);
            if (!folded.isEmpty() && !ENDINGS.contains(folded)) {
                tokens.add(folded);
            }
        }
        return Collections.unmodifiableSortedSet(tokens);
    }

    private static String lower(String name) {
        var composed =
                Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("['’ʼ`ʹ]", "");
        // The Turkish dotted capital leaves a mark behind its lower-case letter.
        var latin = composed.replace("ı", "i").replace("ş", "sh").replace("ç", "ch");
        var more = latin.replace("š", "sh").replace("č", "ch").replace("ž", "j").replace("ŋ", "n");
        var marked = new StringBuilder();
        for (int i = 0; i < more.length(); i++) {
            char letter = more.charAt(i);
            // Й and Ё are letters, not marked ones.
            marked.append(
                    CYRILLIC.containsKey(letter)
                            ? Character.toString(letter)
                            : Normalizer.normalize(
                                    Character.toString(letter), Normalizer.Form.NFD));
        }
        return marked.toString().replaceAll("\\p{M}", "");
    }

    private static String fold(String part) {
        var latin = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            latin.append(CYRILLIC.getOrDefault(part.charAt(i), Character.toString(part.charAt(i))));
        }
        var text = initials(latin.toString());
        for (var spelling : LATIN) {
            text = text.replace(spelling.getKey(), spelling.getValue());
        }
        return single(stem(text));
    }

    /// What depends on the place in the word: `ye` for е at the beginning and after a vowel, `x`
    /// for х at the beginning and кс elsewhere, `c` alone as k.
    private static String initials(String text) {
        var yielded = text.replaceAll("(^|(?<=[aeiou]))ye", "e");
        var kha = yielded.startsWith("x") ? "h" + yielded.substring(1) : yielded;
        return kha.replace("x", "ks").replaceAll("c(?!h)", "k");
    }

    private static String stem(String text) {
        for (var ending : ENDINGS) {
            var stem = text.substring(0, Math.max(0, text.length() - ending.length()));
            if (text.endsWith(ending) && stem.length() >= SHORTEST_STEM) {
                boolean swallowed = ending.startsWith("e") && endsInVowel(stem);
                return swallowed ? stem + "i" : stem;
            }
        }
        return text;
    }

    private static boolean endsInVowel(String text) {
        return "aeiou".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static String single(String text) {
        return text.replaceAll("(.)\\1+", "$1");
    }

    private static Map<Character, String> cyrillic() {
        var letters = new HashMap<Character, String>();
        var from = "аәбвгғдеёжзийкқлмноөңпрстуұүфхһыіэ";
        var to = "aabvggdeejziikklmnoonprstuuufhhiie";
        for (int i = 0; i < from.length(); i++) {
            letters.put(from.charAt(i), to.substring(i, i + 1));
        }
        letters.put('ц', "ts");
        letters.put('ч', "ch");
        letters.put('ш', "sh");
        letters.put('щ', "sh");
        letters.put('ю', "iu");
        letters.put('я', "ia");
        letters.put('ъ', "");
        letters.put('ь', "");
        return Map.copyOf(letters);
    }
}
