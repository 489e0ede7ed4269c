package qorgan.ledger;

import java.util.Base64;
import java.util.List;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Nodes;
import qorgan.ledger.merkle.Proofs;

/// One field of one leaf, opened alone. The other fields stay hidden, even how many there are.
public record FieldOpening(String name, Json value, byte[] salt, int slot, List<Hash> path) {
    public FieldOpening {
        if (salt.length != LeafOpening.SALT) {
            throw new IllegalArgumentException("a field's salt has 32 bytes");
        }
        salt = salt.clone();
        path = List.copyOf(path);
    }

    public boolean opens(Leaf leaf) {
        return Proofs.includes(
                slot, LeafOpening.FIELDS, Salts.slot(salt, name, value), path, leaf.commitment());
    }

    /// Canonical JSON: `{"field":…,"path":[…],"salt":"…","slot":…,"value":…}`.
    public byte[] toJson() {
        return json().canonicalBytes();
    }

    public Json.Members json() {
        return Json.object()
                .with("field", name)
                .with("value", value)
                .with("salt", Base64.getEncoder().encodeToString(salt))
                .with("slot", slot)
                .with("path", Json.texts(path.stream().map(Hash::toString).toList()));
    }

    public static FieldOpening parse(byte[] json) {
        return of(Json.parseObject(json));
    }

    public static FieldOpening of(Json.Members members) {
        var value =
                members.get("value").orElseThrow(() -> new IllegalArgumentException("no value"));
        var path =
                members.items("path").stream()
                        .map(
                                item ->
                                        item instanceof Json.Text(var text)
                                                ? Hash.parse(text)
                                                : badPath())
                        .toList();
        return new FieldOpening(
                members.text("field"),
                value,
                Base64.getDecoder().decode(members.text("salt")),
                Math.toIntExact(members.whole("slot")),
                path);
    }

    private static Hash badPath() {
        throw new IllegalArgumentException("the path is not a list of hashes");
    }

    @Override
    public String toString() {
        return "FieldOpening[" + name + "]";
    }

    static Nodes nodes(List<Hash> slots) {
        return (level, index) -> {
            var row = new byte[Hash.SIZE << level];
            for (int i = 0; i < 1 << level; i++) {
                slots.get((int) (index << level) + i).copyTo(row, i * Hash.SIZE);
            }
            return new Hasher().perfect(row, 0, 1 << level);
        };
    }
}
