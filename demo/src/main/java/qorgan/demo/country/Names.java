package qorgan.demo.country;

import java.util.List;
import java.util.Random;

/// Names put together from two roots each: `Нұр` and `жан` give Нұржан in Kazakh and Нуржан in
/// Russian spelling. A family name and a patronymic grow from a father's name the same way. So both
/// spellings agree by rule, and nobody is copied.
final class Names {
    private record Root(String kazakh, String russian) {}

    private static final List<Root> FIRST =
            List.of(
                    root("Нұр", "Нур"),
                    root("Бек", "Бек"),
                    root("Ер", "Ер"),
                    root("Жан", "Жан"),
                    root("Дәу", "Дау"),
                    root("Тілеу", "Тлеу"),
                    root("Қуан", "Куан"),
                    root("Бақ", "Бак"),
                    root("Өмір", "Омир"),
                    root("Шың", "Шын"),
                    root("Әділ", "Адиль"),
                    root("Мейір", "Мейир"),
                    root("Таң", "Тан"),
                    root("Сағын", "Сагын"));
    private static final List<Root> MAN =
            List.of(
                    root("жан", "жан"),
                    root("бек", "бек"),
                    root("мұрат", "мурат"),
                    root("хан", "хан"),
                    root("тай", "тай"),
                    root("болат", "болат"),
                    root("ғали", "гали"),
                    root("зат", "зат"));
    private static final List<Root> WOMAN =
            List.of(
                    root("гүл", "гуль"),
                    root("сұлу", "сулу"),
                    root("ай", "ай"),
                    root("шаш", "шаш"),
                    root("кенже", "кенже"),
                    root("бану", "бану"),
                    root("дана", "дана"));
    private static final List<Root> SLAVIC_MAN =
            List.of(
                    root("Радомир", "Радомир"),
                    root("Яромил", "Яромил"),
                    root("Светозар", "Светозар"));
    private static final List<Root> SLAVIC_WOMAN =
            List.of(
                    root("Радмила", "Радмила"),
                    root("Яромила", "Яромила"),
                    root("Светозара", "Светозара"));
    private static final List<String> SLAVIC_FAMILY =
            List.of("Ковыльн", "Степнополь", "Яблонск", "Зареч", "Полынн");
    private static final List<Name> FOREIGN =
            List.of(
                    new Name("Torvaldi", "Nilo", ""),
                    new Name("Marenko-Lys", "Ada", ""),
                    new Name("Okunaye", "Teso", ""),
                    new Name("Bayramzade", "Ferit", ""),
                    new Name("Lindqvara", "Ise", ""));

    private Names() {}

    private static Root root(String kazakh, String russian) {
        return new Root(kazakh, russian);
    }

    /// A name in both spellings: most from Kazakh roots, one in six from Slavic ones.
    static Spellings draw(Random random, boolean woman) {
        return random.nextInt(6) == 0 ? slavic(random, woman) : kazakh(random, woman);
    }

    /// A foreigner's name stands in Latin letters in both.
    static Spellings foreign(int number) {
        var name = FOREIGN.get(number % FOREIGN.size());
        return new Spellings(name, name);
    }

    private static Spellings kazakh(Random random, boolean woman) {
        var given = joined(pick(random, FIRST), pick(random, woman ? WOMAN : MAN));
        var father = joined(pick(random, FIRST), pick(random, MAN));
        var ancestor = joined(pick(random, FIRST), pick(random, MAN));
        var ending = woman ? "ова" : "ов";
        return new Spellings(
                new Name(
                        ancestor.kazakh + ending,
                        given.kazakh,
                        father.kazakh + (woman ? "қызы" : "ұлы")),
                new Name(
                        ancestor.russian + ending,
                        given.russian,
                        patronymic(father.russian, woman)));
    }

    private static Spellings slavic(Random random, boolean woman) {
        var given = pick(random, woman ? SLAVIC_WOMAN : SLAVIC_MAN).russian;
        var family =
                SLAVIC_FAMILY.get(random.nextInt(SLAVIC_FAMILY.size())) + (woman ? "ая" : "ый");
        var name = new Name(family, given, patronymic(pick(random, SLAVIC_MAN).russian, woman));
        return new Spellings(name, name);
    }

    private static String patronymic(String father, boolean woman) {
        var stem =
                father.endsWith("й") || father.endsWith("ь") || father.endsWith("и")
                        ? father.substring(0, father.length() - 1) + "е"
                        : father + "о";
        return stem + (woman ? "вна" : "вич");
    }

    private static Root joined(Root first, Root second) {
        return root(first.kazakh + second.kazakh, first.russian + second.russian);
    }

    private static Root pick(Random random, List<Root> roots) {
        return roots.get(random.nextInt(roots.size()));
    }
}
