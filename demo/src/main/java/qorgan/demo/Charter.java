package qorgan.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import qorgan.demo.country.Country;
import qorgan.demo.country.Official;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// With what the house's register is founded: all offices, and the two registrars, each of an
/// office of their own. Everyone else is entered by the one and confirmed by the other, over the
/// API.
public final class Charter {
    /// Who enters, and who confirms.
    static final List<String> REGISTRARS = List.of("operator-akd", "operator-tob");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Charter() {}

    public static String of(Country country) {
        var charter = JSON.createObjectNode();
        var offices = charter.putArray("offices");
        for (var office : country.offices()) {
            var entry = offices.addObject();
            entry.put("id", office.id().toString());
            entry.put("operator", office.operator());
            entry.put("kind", office.kind());
            entry.put("region", office.region());
            names(entry.putObject("names"), office.names());
            entry.put("serviceContact", office.key().toLowerCase(Locale.ROOT) + "@qorgan.invalid");
        }
        var officials = charter.putArray("officials");
        country.officials().stream()
                .filter(each -> REGISTRARS.contains(each.username()))
                .forEach(each -> official(officials, each, country));
        return JSON.writeValueAsString(charter);
    }

    private static void official(ArrayNode officials, Official official, Country country) {
        var entry = officials.addObject();
        entry.put("id", official.id().toString());
        entry.put("subject", official.id().toString());
        entry.put("office", country.office(official.office()).id().toString());
        entry.putArray("roles").add(official.role());
        entry.put("serviceName", official.name());
        entry.put("serviceNumber", official.serviceNumber());
    }

    private static void names(ObjectNode node, Map<String, String> names) {
        for (var language : Set.of("kk", "ru", "en")) {
            node.put(language, names.getOrDefault(language, ""));
        }
    }
}
