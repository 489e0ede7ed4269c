package qorgan.vault.portal;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The States of the world, by their two letters and by their names in the page's language.
final class States {
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private States() {}

    static boolean areThere(String code) {
        return CODES.contains(code);
    }

    /// As a list to choose from, in the order of the language.
    static List<Choice> in(Locale language) {
        return CODES.stream()
                .map(code -> new Choice(code, Locale.of("", code).getDisplayCountry(language)))
                .sorted(Comparator.comparing(Choice::text, Collator.getInstance(language)))
                .toList();
    }
}
