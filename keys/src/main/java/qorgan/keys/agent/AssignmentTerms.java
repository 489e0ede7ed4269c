package qorgan.keys.agent;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A signed assignment of an official to a case, `qorgan-assignment/1`: canonical JSON with the
/// members `format`, `assignment`, `official`, `case`, `rule` (the statutory reader it makes),
/// `from`, `to`. The office that assigns and the office that confirms each sign the same bytes.
public record AssignmentTerms(
        UUID assignment, UUID official, UUID caseId, String rule, Instant from, Instant to) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FORMAT = "qorgan-assignment/1";

    /// The bytes that both offices sign.
    public byte[] canonical() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("assignment", assignment.toString());
        members.put("official", official.toString());
        members.put("case", caseId.toString());
        members.put("rule", rule);
        members.put("from", from.toString());
        members.put("to", to.toString());
        return CanonicalJson.of(members);
    }

    boolean isInForce(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    /// Nothing for a text that is not a canonical statement of this format.
    public static Optional<AssignmentTerms> read(byte[] statement) {
        if (!CanonicalJson.isCanonical(statement)) {
            return Optional.empty();
        }
        try {
            var root = MAPPER.readTree(statement);
            if (!GrantTerms.text(root, "format").equals(FORMAT)) {
                return Optional.empty();
            }
            return Optional.of(
                    new AssignmentTerms(
                            GrantTerms.uuid(root, "assignment"),
                            GrantTerms.uuid(root, "official"),
                            GrantTerms.uuid(root, "case"),
                            GrantTerms.text(root, "rule"),
                            Instant.parse(GrantTerms.text(root, "from")),
                            Instant.parse(GrantTerms.text(root, "to"))));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
