package qorgan.keys;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a decision to erase says, `qorgan-erasure/1`: canonical JSON that two people of two offices
/// sign.
///
/// @param article on which provision it rests
/// @param announcedAt when it was made known to the person and to whoever may object
/// @param notBefore when it may be carried out, at the earliest
public record ErasureTerms(
        UUID erasure,
        Region region,
        SubjectId subject,
        Destroyable keyClass,
        String article,
        Instant announcedAt,
        Instant notBefore) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FORMAT = "qorgan-erasure/1";

    public ErasureTerms {
        if (article.isBlank()) {
            throw new IllegalArgumentException("an erasure names its article");
        }
    }

    /// The bytes that both sign.
    public byte[] canonical() {
        return CanonicalJson.of(
                Map.of(
                        "format", FORMAT,
                        "erasure", erasure.toString(),
                        "region", region.code(),
                        "subject", subject.value().toString(),
                        "class", keyClass.name(),
                        "article", article,
                        "announcedAt", announcedAt.toString(),
                        "notBefore", notBefore.toString()));
    }

    /// Nothing for a text that is not exactly what [#canonical] writes.
    public static Optional<ErasureTerms> read(byte[] statement) {
        try {
            var root = MAPPER.readTree(statement);
            var terms =
                    new ErasureTerms(
                            UUID.fromString(text(root, "erasure")),
                            new Region(text(root, "region")),
                            new SubjectId(UUID.fromString(text(root, "subject"))),
                            Destroyable.valueOf(text(root, "class")),
                            text(root, "article"),
                            Instant.parse(text(root, "announcedAt")),
                            Instant.parse(text(root, "notBefore")));
            return Arrays.equals(terms.canonical(), statement)
                    ? Optional.of(terms)
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
