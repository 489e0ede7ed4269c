package qorgan.vault.subject;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A name reduced to what its spellings share: Kazakh and Russian letters, Cyrillic and Latin
// script,
/// endings of family names and patronymics. Folding only widens a search (`w-name-folding`): a
// folded
/// match is never a proof of who somebody is, so it may be coarse, but two spellings of one name in
/// one of these ways must always meet.
///
/// Each word becomes lower case without marks, then Latin letters by the table below, digraphs
// first,
/// then vowels that are confused in writing become one.
public final class FoldedName {
    private static final List<String> ENDINGS =
            List.of(
                    "uly", "qyzy", "kyzy", "yly", "ovna", "evna", "ovich", "evich", "ova", "eva",
                    "ov", "ev");

    private static final Map<Character, String> CYRILLIC =
            Map.ofEntries(
                    Map.entry('а', "a"),
                    Map.entry('ә', "a"),
                    Map.entry('б', "b"),
                    Map.entry('в', "v"),
                    Map.entry('г', "g"),
                    Map.entry('ғ', "g"),
                    Map.entry('д', "d"),
                    Map.entry('е', "e"),
                    Map.entry('ё', "e"),
                    Map.entry('ж', "j"),
                    Map.entry('з', "z"),
                    Map.entry('и', "i"),
                    Map.entry('і', "i"),
                    Map.entry('й', "i"),
                    Map.entry('к', "k"),
                    Map.entry('қ', "k"),
                    Map.entry('л', "l"),
                    Map.entry('м', "m"),
                    Map.entry('н', "n"),
                    Map.entry('ң', "n"),
                    Map.entry('о', "o"),
                    Map.entry('ө', "o"),
                    Map.entry('п', "p"),
                    Map.entry('р', "r"),
                    Map.entry('с', "s"),
                    Map.entry('т', "t"),
                    Map.entry('у', "u"),
                    Map.entry('ұ', "u"),
                    Map.entry('ү', "u"),
                    Map.entry('ф', "f"),
                    Map.entry('х', "h"),
                    Map.entry('һ', "h"),
                    Map.entry('ц', "ts"),
                    Map.entry('ч', "ch"),
                    Map.entry('ш', "sh"),
                    Map.entry('щ', "sh"),
                    Map.entry('ъ', ""),
                    Map.entry('ы', "y"),
                    Map.entry('ь', ""),
                    Map.entry('э', "e"),
                    Map.entry('ю', "iu"),
                    Map.entry('я', "ia"));

    /// Pairs and marked letters of Latin spellings, longest first, and what they become.
    private static final List<Map.Entry<String, String>> LATIN =
            List.of(
                    Map.entry("shch", "sh"),
                    Map.entry("dzh", "j"),
                    Map.entry("dj", "j"),
                    Map.entry("zh", "j"),
                    Map.entry("kh", "h"),
                    Map.entry("gh", "g"),
                    Map.entry("ng", "n"),
                    Map.entry("q", "k"),
                    Map.entry("x", "h"),
                    Map.entry("w", "u"),
                    Map.entry("yu", "iu"),
                    Map.entry("ya", "ia"),
                    Map.entry("yo", "e"),
                    Map.entry("ye", "e"));

    private FoldedName() {}

    /// The folded words of a name, in their order, empty ones left out.
    public static List<String> words(String name) {
        var folded = new ArrayList<String>();
        for (var word : name.strip().split("[\\s\\-]+", -1)) {
            var one = word(word);
            if (!one.isEmpty()) {
                folded.add(one);
            }
        }
        return List.copyOf(folded);
    }

    /// One word, folded.
    public static String word(String word) {
        var latin = latin(word.toLowerCase(Locale.ROOT));
        for (var pair : LATIN) {
            latin = latin.replace(pair.getKey(), pair.getValue());
        }
        latin = latin.replaceAll("[^a-z]", "");
        return vowels(withoutEnding(latin));
    }

    private static String latin(String lower) {
        var out = new StringBuilder(lower.length() + 4);
        // й and ё have composed forms; they are looked up before marks are taken off.
        var composed = Normalizer.normalize(lower, Normalizer.Form.NFC).replace("дж", "ж");
        for (int i = 0; i < composed.length(); i++) {
            var letter = composed.charAt(i);
            var mapped = CYRILLIC.get(letter);
            out.append(mapped == null ? bare(letter) : mapped);
        }
        return out.toString();
    }

    /// A Latin letter without its mark: ä, á, ö, ü, ğ, ñ, ş, ı of the several Kazakh Latin
    // alphabets.
    private static String bare(char letter) {
        return switch (letter) {
            case 'ı' -> "y";
            case 'ş' -> "sh";
            case 'ç' -> "ch";
            case 'ŋ' -> "n";
            default ->
                    Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD)
                            .replaceAll("\\p{M}", "");
        };
    }

    private static String withoutEnding(String word) {
        for (var ending : ENDINGS) {
            if (word.length() >= ending.length() + 3 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /// І/И/Ы and Y are one, doubled letters are single.
    private static String vowels(String word) {
        return word.replace('y', 'i').replaceAll("(.)\\1+", "$1");
    }
}
