package qorgan.ledger;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Proofs;

/// Everything a [Leaf] commits to: a kind, the fields of one entry, and the salt that hides them.
/// Kept beside the log, never in it; whoever holds it can open the whole entry, or hand out one
/// [FieldOpening] that proves one field and says nothing about the rest. Once the salt is destroyed
/// the leaf proves that something stood there and nothing else, and every proof over it still
/// holds.
///
/// **The commitment.** Fields are the members of a JSON object plus the member `kind`, in RFC
/// 8785's order, at most [#FIELDS]. From the salt `s` (32 bytes):
///
/// - the salt of field *f* is `HMAC-SHA-256(s, "qorgan field" 00 f)`;
/// - the slot of field *f* is `SHA-256(00 ‖ salt of f ‖ canonical JSON of [f, value])`, a leaf in
///   RFC 6962's sense;
/// - slots without a field are `SHA-256(00 ‖ HMAC-SHA-256(s, "qorgan blank") ‖ slot number)`, one
///   byte for the number;
/// - the commitment is the RFC 6962 root over the [#FIELDS] slots.
///
/// The prefix bytes of RFC 6962 keep slots and inner nodes apart, the fixed length of the salt
/// keeps salt and value apart, and the JSON list keeps name and value apart.
public final class LeafOpening {
    public static final int FIELDS = 32;
    public static final int SALT = 32;
    public static final String KIND = "kind";
    private static final String PADDING = "PADDING";

    private final Json.Members fields;
    private final byte[] salt;

    private LeafOpening(Json.Members fields, byte[] salt) {
        if (salt.length != SALT || fields.values().size() > FIELDS) {
            throw new IllegalArgumentException(
                    "a leaf takes " + FIELDS + " fields and " + SALT + " bytes of salt");
        }
        this.fields = fields;
        this.salt = salt.clone();
    }

    /// Preconditions: `content` is a JSON object of at most 31 members, none called `kind`; `salt`
    /// is 32 fresh random bytes, used for this leaf alone.
    public static LeafOpening of(String kind, byte[] content, byte[] salt) {
        return of(kind, Json.parseObject(content), salt);
    }

    public static LeafOpening of(String kind, Json.Members content, byte[] salt) {
        if (content.get(KIND).isPresent()) {
            throw new IllegalArgumentException("the content may not say its own kind");
        }
        return new LeafOpening(content.with(KIND, kind), salt);
    }

    /// Stands for nothing, and only its salt shows that: fills a quiet beat up to the length of a
    /// busy one. Nobody can pass another leaf for it, because a leaf opens as what it is alone.
    public static LeafOpening padding(byte[] salt) {
        return of(PADDING, Json.object(), salt);
    }

    public static byte[] freshSalt(SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    public String kind() {
        return fields.text(KIND);
    }

    /// All fields, `kind` among them.
    public Json.Members fields() {
        return fields;
    }

    public byte[] salt() {
        return salt.clone();
    }

    public Leaf leaf() {
        var slots = slots();
        return new Leaf(Proofs.root(FIELDS, FieldOpening.nodes(slots)));
    }

    public boolean opens(Leaf leaf) {
        return leaf().equals(leaf);
    }

    /// One field with what proves it. An `IllegalArgumentException` if there is no such field: an
    /// absence is not provable without opening the whole entry.
    public FieldOpening open(String field) {
        Json value =
                fields.get(field).orElseThrow(() -> new IllegalArgumentException("no such field"));
        int slot = fields.values().headMap(field).size();
        var path = Proofs.inclusion(slot, FIELDS, FieldOpening.nodes(slots()));
        return new FieldOpening(field, value, new Salts(salt).field(field), slot, path);
    }

    private List<Hash> slots() {
        var salts = new Salts(salt);
        var slots = new ArrayList<Hash>(FIELDS);
        fields.values()
                .forEach((name, value) -> slots.add(Salts.slot(salts.field(name), name, value)));
        byte[] blank = salts.blank();
        while (slots.size() < FIELDS) {
            slots.add(Salts.blankSlot(blank, slots.size()));
        }
        return slots;
    }

    /// Canonical JSON: `{"fields":{…},"salt":"…"}`. Secret for as long as its fields are.
    public byte[] toJson() {
        return Json.object()
                .with("fields", fields)
                .with("salt", Base64.getEncoder().encodeToString(salt))
                .canonicalBytes();
    }

    public static LeafOpening parse(byte[] json) {
        var members = Json.parseObject(json);
        var opening =
                new LeafOpening(
                        members.members("fields"),
                        Base64.getDecoder().decode(members.text("salt")));
        opening.kind();
        return opening;
    }

    /// Says nothing about the content: it may hold personal data.
    @Override
    public String toString() {
        return "LeafOpening[" + fields.values().size() + " fields]";
    }
}
