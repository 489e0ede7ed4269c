package qorgan.vault.subject;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.Sealed;
import qorgan.ledger.json.Json;

/// What the leaf of a row commits to: canonical JSON (RFC 8785) of the row's clear columns and of
/// the SHA-256 of its sealed ones. Built from the row before it is written and again after it is
/// read: the two must be the same bytes.
public final class LeafContent {
    private Json.Members members = Json.object();

    private LeafContent(String table) {
        members = members.with("table", table);
    }

    public static LeafContent of(String table) {
        return new LeafContent(table);
    }

    public LeafContent with(String column, @Nullable String value) {
        if (value != null) {
            members = members.with(column, value);
        }
        return this;
    }

    public LeafContent with(String column, @Nullable UUID value) {
        return with(column, value == null ? null : value.toString());
    }

    public LeafContent with(String column, @Nullable Instant value) {
        return with(column, value == null ? null : value.toString());
    }

    public LeafContent with(String column, long value) {
        members = members.with(column, value);
        return this;
    }

    public LeafContent with(String column, boolean value) {
        members = members.with(column, new Json.Flag(value));
        return this;
    }

    public LeafContent with(String column, Collection<String> values) {
        members = members.with(column, Json.texts(values.stream().sorted().toList()));
        return this;
    }

    public LeafContent with(String column, Map<String, String> values) {
        var object = Json.object();
        for (var entry : values.entrySet()) {
            object = object.with(entry.getKey(), entry.getValue());
        }
        members = members.with(column, object);
        return this;
    }

    /// The sealed values of a row, each by its digest.
    public LeafContent sealed(String column, Map<Field, ? extends Sealed<?>> values) {
        var object = Json.object();
        for (var entry : values.entrySet()) {
            object = object.with(entry.getKey().code(), hex(entry.getValue().digest()));
        }
        members = members.with(column, object);
        return this;
    }

    public LeafContent sealed(String column, Sealed<?> value) {
        return with(column, hex(value.digest()));
    }

    public LeafContent hash(String column, byte[] value) {
        return with(column, hex(value));
    }

    public byte[] bytes() {
        return members.canonicalBytes();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
