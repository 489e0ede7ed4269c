package qorgan.demo.country;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// The offices of the invented country and who works there: the same in both regions.
final class Offices {
    private record Kind(
            String key,
            String operator,
            String kind,
            String kazakh,
            String russian,
            String english) {}

    private record Post(String username, String role, String office, boolean signs) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "police-custody",
                            "police",
                            "custody",
                            "Полиция: ұстау қызметі",
                            "Полиция: служба содержания",
                            "Police custody service"),
                    new Kind(
                            "investigation",
                            "police",
                            "investigation",
                            "Тергеу басқармасы",
                            "Следственное управление",
                            "Investigation department"),
                    new Kind(
                            "search",
                            "police",
                            "search",
                            "Іздестіру тобы",
                            "Группа розыска",
                            "Search desk"),
                    new Kind(
                            "police-dpo",
                            "police",
                            "data-protection",
                            "Полиция: дербес деректерді қорғау",
                            "Полиция: защита персональных данных",
                            "Police data protection"),
                    new Kind(
                            "penal-custody",
                            "penal",
                            "custody",
                            "Қылмыстық-атқару жүйесі",
                            "Уголовно-исполнительная система",
                            "Penal system"),
                    new Kind(
                            "penal-dpo",
                            "penal",
                            "data-protection",
                            "Қылмыстық-атқару жүйесі: дербес деректерді қорғау",
                            "УИС: защита персональных данных",
                            "Penal system data protection"),
                    new Kind("shelter", "shelter", "shelter", "Баспана", "Приют", "Shelter"),
                    new Kind(
                            "procuracy",
                            "procuracy",
                            "procuracy",
                            "Прокуратура",
                            "Прокуратура",
                            "Procuracy"),
                    new Kind(
                            "reception",
                            "reception",
                            "reception",
                            "Қабылдау бөлмесі",
                            "Приёмная",
                            "Reception"),
                    new Kind(
                            "monitoring",
                            "oversight",
                            "monitoring",
                            "Тәуелсіз бақылау",
                            "Независимое наблюдение",
                            "Independent oversight"),
                    new Kind(
                            "operations",
                            "oversight",
                            "operations",
                            "Жүйені пайдалану",
                            "Эксплуатация системы",
                            "System operations"));

    private static final List<Post> POSTS =
            List.of(
                    new Post("intake", "intake", "police-custody", true),
                    new Post("custody", "custody", "police-custody", true),
                    new Post("doctor", "doctor", "police-custody", false),
                    new Post("penal-intake", "intake", "penal-custody", true),
                    new Post("penal-custody", "custody", "penal-custody", true),
                    new Post("shelter", "intake", "shelter", true),
                    new Post("shelter-operator", "operator", "shelter", false),
                    new Post("investigator", "investigator", "investigation", true),
                    new Post("inquiry", "inquiry-officer", "investigation", true),
                    new Post("procurator", "procurator", "procuracy", true),
                    new Post("protection", "protection", "procuracy", false),
                    new Post("clerk", "clerk", "reception", false),
                    new Post("standing", "standing-officer", "reception", false),
                    new Post("search", "search-desk", "search", false),
                    new Post("dpo", "dpo", "police-dpo", false),
                    new Post("penal-dpo", "dpo", "penal-dpo", false),
                    new Post("commission", "pmc", "monitoring", false),
                    new Post("preventive", "npm", "monitoring", false),
                    new Post("ombudsman", "ombudsman", "monitoring", false),
                    new Post("operator", "operator", "operations", false),
                    new Post("custodian", "custodian", "operations", false));

    private Offices() {}

    static List<Office> all() {
        var offices = new ArrayList<Office>();
        for (var region : Country.REGIONS) {
            for (var kind : KINDS) {
                offices.add(
                        new Office(
                                kind.key + "." + region,
                                kind.operator,
                                kind.kind,
                                region,
                                Map.of("kk", kind.kazakh, "ru", kind.russian, "en", kind.english)));
            }
        }
        return List.copyOf(offices);
    }

    /// One official a post and region; `intake-akd` works in the first region.
    static List<Official> officials(Random random) {
        var officials = new ArrayList<Official>();
        for (var region : Country.REGIONS) {
            var ending = region.substring(region.indexOf('-') + 1).toLowerCase(Locale.ROOT);
            for (var post : POSTS) {
                var name = Names.draw(random, random.nextInt(2) == 0).russian();
                officials.add(
                        new Official(
                                post.username + "-" + ending,
                                name.toString(),
                                post.role,
                                post.office + "." + region,
                                post.signs));
            }
        }
        return List.copyOf(officials);
    }
}
