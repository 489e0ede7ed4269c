package qorgan.keys.agent;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.PlaneOffice;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a grant says to an agent: the members of the signed statement `qorgan-grant/1` that bound
/// what may be opened. Others (the request's digest, the pack) are the service's to compare.
record GrantTerms(
        UUID grant,
        UUID request,
        UUID caseId,
        UUID recipient,
        Set<RecordVersion> records,
        Set<Field> fields,
        Instant from,
        Instant to,
        boolean noPrejudice,
        UUID signer,
        PlaneOffice side) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FORMAT = "qorgan-grant/1";

    record RecordVersion(Field field, UUID record, long revision) {}

    GrantTerms {
        records = Set.copyOf(records);
        fields = Set.copyOf(fields);
    }

    boolean covers(Place place) {
        return fields.contains(place.field())
                && records.contains(
                        new RecordVersion(place.field(), place.record(), place.revision()));
    }

    boolean isInForce(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    /// Nothing for a text that is not a canonical statement of this format.
    static Optional<GrantTerms> read(byte[] statement) {
        if (!CanonicalJson.isCanonical(statement)) {
            return Optional.empty();
        }
        try {
            var root = MAPPER.readTree(statement);
            if (!text(root, "format").equals(FORMAT)) {
                return Optional.empty();
            }
            var records = new HashSet<RecordVersion>();
            for (var each : root.path("records").values()) {
                records.add(
                        new RecordVersion(
                                new Field(text(each, "field")),
                                uuid(each, "record"),
                                each.path("revision").longValue()));
            }
            var fields = new HashSet<Field>();
            root.path("fields").values().forEach(each -> fields.add(new Field(each.stringValue())));
            return Optional.of(
                    new GrantTerms(
                            uuid(root, "grant"),
                            uuid(root, "request"),
                            uuid(root, "case"),
                            uuid(root, "recipient"),
                            records,
                            fields,
                            Instant.parse(text(root, "from")),
                            Instant.parse(text(root, "to")),
                            root.path("noPrejudice").isBoolean()
                                    && root.path("noPrejudice").booleanValue(),
                            uuid(root, "signer"),
                            PlaneOffice.ofCode(text(root, "side"))));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    static UUID uuid(JsonNode node, String member) {
        return UUID.fromString(text(node, member));
    }
}
