package qorgan.keys.agent;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.HalfRequest;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What travels on the channel: four bytes of length (big-endian), then canonical JSON. A request
/// has the member `ask` (`key` or `half`), an answer `key`, `half` or `refused`.
final class Message {
    private static final int LONGEST = 128 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Message() {}

    static void write(DataOutputStream out, Map<String, ?> members) throws IOException {
        byte[] bytes = CanonicalJson.of(members);
        // One write, so that one packet leaves.
        var framed = java.nio.ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes);
        out.write(framed.array());
        out.flush();
    }

    static JsonNode read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 2 || length > LONGEST) {
            throw new IOException("a message of another protocol");
        }
        try {
            return MAPPER.readTree(in.readNBytes(length));
        } catch (JacksonException e) {
            throw new IOException("a message of another protocol", e);
        }
    }

    static Map<String, Object> half(HalfRequest request) {
        var place = request.place();
        return Map.of(
                "ask",
                "half",
                "entry",
                request.entry().toString(),
                "region",
                place.region().code(),
                "subject",
                place.subject().toString(),
                "field",
                place.field().code(),
                "record",
                place.record().toString(),
                "revision",
                Long.toString(place.revision()),
                "sealed",
                base64(request.sealedHalf()),
                "evidence",
                request.evidence().signed().stream().map(Message::signed).toList());
    }

    private static Map<String, Object> signed(Evidence.Signed signed) {
        return Map.of(
                "statement",
                base64(signed.statement()),
                "signatures",
                signed.signatures().stream().map(Message::base64).toList());
    }

    private static Evidence evidence(JsonNode list) {
        var signed = new ArrayList<Evidence.Signed>();
        for (var each : list.values()) {
            var signatures = new ArrayList<byte[]>();
            for (var signature : each.path("signatures").values()) {
                signatures.add(Base64.getDecoder().decode(signature.asString("")));
            }
            signed.add(new Evidence.Signed(bytes(each, "statement"), signatures));
        }
        return new Evidence(signed);
    }

    static HalfRequest half(JsonNode message) {
        return new HalfRequest(
                GrantTerms.uuid(message, "entry"),
                new Place(
                        new Region(GrantTerms.text(message, "region")),
                        new SubjectId(GrantTerms.uuid(message, "subject")),
                        new Field(GrantTerms.text(message, "field")),
                        GrantTerms.uuid(message, "record"),
                        Long.parseLong(GrantTerms.text(message, "revision"))),
                bytes(message, "sealed"),
                evidence(message.path("evidence")));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] bytes(JsonNode message, String member) {
        return Base64.getDecoder().decode(GrantTerms.text(message, member));
    }
}
