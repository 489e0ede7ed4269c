package qorgan.vault.request;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import qorgan.keys.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The four sealed parts of an enquiry as text. Each is padded to one fixed size, so that neither a
/// row nor a leaf tells a long story from a short one.
final class EnquiryText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final int IDENTITY_SIZE = 2048;
    static final int CONTACT_SIZE = 512;
    static final int TERMS_SIZE = 4096;
    static final int SOUGHT_SIZE = 8192;

    private EnquiryText() {}

    static String identity(Asker asker) {
        var values = new LinkedHashMap<String, Object>();
        values.put("name", asker.name());
        values.put("document", asker.document());
        values.put("tie", asker.tie());
        return padded(values, IDENTITY_SIZE);
    }

    static String contact(Contact contact) {
        return padded(
                Map.of("way", contact.way().name(), "address", contact.address()), CONTACT_SIZE);
    }

    static String terms(Enquiry enquiry) {
        var values = new LinkedHashMap<String, Object>();
        values.put("relation", enquiry.relation().code());
        values.put("purpose", enquiry.purpose().code());
        values.put("fields", enquiry.fields().stream().map(Field::code).sorted().toList());
        return padded(values, TERMS_SIZE);
    }

    static String sought(Sought sought) {
        var values = new LinkedHashMap<String, Object>();
        switch (sought) {
            case Sought.ByIin(var iin, var asStated) -> {
                values.put("by", "iin");
                values.put("iin", iin);
                values.put("asStated", asStated);
            }
            case Sought.ByName(var family, var given, var patronymic, var birth) -> {
                values.put("by", "name");
                values.put("family", family);
                values.put("given", given);
                values.put("patronymic", patronymic);
                values.put("birth", birth.toString());
            }
            case Sought.Described(var text) -> {
                values.put("by", "description");
                values.put("text", text);
            }
        }
        return padded(values, SOUGHT_SIZE);
    }

    static Asker identity(String text) {
        var node = JSON.readTree(text);
        return new Asker(string(node, "name"), string(node, "document"), string(node, "tie"));
    }

    static Contact contact(String text) {
        var node = JSON.readTree(text);
        return new Contact(Contact.Way.valueOf(string(node, "way")), string(node, "address"));
    }

    static Sought sought(String text) {
        var node = JSON.readTree(text);
        return switch (string(node, "by")) {
            case "iin" -> new Sought.ByIin(string(node, "iin"), node.get("asStated").asBoolean());
            case "name" ->
                    new Sought.ByName(
                            string(node, "family"),
                            string(node, "given"),
                            string(node, "patronymic"),
                            LocalDate.parse(string(node, "birth")));
            case "description" -> new Sought.Described(string(node, "text"));
            default -> throw new IllegalStateException("a sealed enquiry of an unknown form");
        };
    }

    static Enquiry enquiry(
            Asker asker, Contact contact, Sought sought, String terms, Language language) {
        var node = JSON.readTree(terms);
        var fields =
                node.get("fields").values().stream()
                        .map(field -> new Field(field.asString()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Enquiry(
                asker,
                Relation.of(string(node, "relation")),
                sought,
                Purpose.of(string(node, "purpose")),
                fields,
                contact,
                language);
    }

    private static String string(JsonNode node, String name) {
        return node.get(name).asString();
    }

    /// Spaces after a JSON text change nothing but its size.
    private static String padded(Map<String, Object> values, int size) {
        var text = JSON.writeValueAsString(values);
        var length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > size) {
            throw new IllegalArgumentException("longer than a slip can carry");
        }
        return text + " ".repeat(size - length);
    }
}
