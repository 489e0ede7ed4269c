package qorgan.vault.disclosure;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.ledger.json.Json;

/// What an official signs: RFC 8785 canonical JSON of one grant. Everything that must not change
/// between the signature and the delivery stands in it: the request, the recipient, the records at
/// their revisions, the fields, the window, the rule pack, the signer and their side.
record GrantStatement(
        UUID grant,
        UUID application,
        UUID request,
        byte[] requestDigest,
        UUID caseId,
        UUID recipient,
        List<RecordVersion> records,
        Set<Field> fields,
        Instant from,
        Instant to,
        boolean noPrejudice,
        byte[] packDigest,
        UUID signer,
        Side side) {

    static final String FORMAT = "qorgan-grant/1";

    GrantStatement {
        records = List.copyOf(records);
        fields = Set.copyOf(fields);
    }

    /// One record at one revision: a later deposit voids the grant for it.
    record RecordVersion(Field field, UUID record, long revision, byte[] digest) {

        boolean isSameAs(RecordVersion other) {
            return field.equals(other.field)
                    && record.equals(other.record)
                    && revision == other.revision
                    && Arrays.equals(digest, other.digest);
        }

        private Json written() {
            return Json.object()
                    .with("field", field.code())
                    .with("record", record.toString())
                    .with("revision", revision)
                    .with("digest", HexFormat.of().formatHex(digest));
        }

        private static RecordVersion read(Json json) {
            if (!(json instanceof Json.Members members)) {
                throw new IllegalArgumentException("a record is an object");
            }
            return new RecordVersion(
                    new Field(members.text("field")),
                    UUID.fromString(members.text("record")),
                    members.whole("revision"),
                    HexFormat.of().parseHex(members.text("digest")));
        }
    }

    byte[] canonical() {
        return Json.object()
                .with("format", FORMAT)
                .with("grant", grant.toString())
                .with("application", application.toString())
                .with("request", request.toString())
                .with("requestDigest", HexFormat.of().formatHex(requestDigest))
                .with("case", caseId.toString())
                .with("recipient", recipient.toString())
                .with(
                        "records",
                        new Json.Items(records.stream().map(RecordVersion::written).toList()))
                .with("fields", Json.texts(fields.stream().map(Field::code).sorted().toList()))
                .with("from", from.toString())
                .with("to", to.toString())
                .with("noPrejudice", new Json.Flag(noPrejudice))
                .with("pack", HexFormat.of().formatHex(packDigest))
                .with("signer", signer.toString())
                .with("side", side.code())
                .canonicalBytes();
    }

    /// Reads a statement; null when it is not exactly what [#canonical] would write.
    static @Nullable GrantStatement read(byte[] bytes) {
        try {
            var read = parsed(Json.parseObject(bytes));
            return Arrays.equals(read.canonical(), bytes) ? read : null;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return null;
        }
    }

    private static GrantStatement parsed(Json.Members json) {
        var hex = HexFormat.of();
        var fields =
                json.items("fields").stream()
                        .map(item -> new Field(((Json.Text) asText(item)).value()))
                        .collect(Collectors.toCollection(TreeSet::new));
        return new GrantStatement(
                UUID.fromString(json.text("grant")),
                UUID.fromString(json.text("application")),
                UUID.fromString(json.text("request")),
                hex.parseHex(json.text("requestDigest")),
                UUID.fromString(json.text("case")),
                UUID.fromString(json.text("recipient")),
                json.items("records").stream().map(RecordVersion::read).toList(),
                fields,
                Instant.parse(json.text("from")),
                Instant.parse(json.text("to")),
                json.get("noPrejudice").orElse(null) instanceof Json.Flag(var stated) && stated,
                hex.parseHex(json.text("pack")),
                UUID.fromString(json.text("signer")),
                Side.of(json.text("side")));
    }

    private static Json asText(Json json) {
        if (json instanceof Json.Text) {
            return json;
        }
        throw new IllegalArgumentException("a field is a text");
    }
}
