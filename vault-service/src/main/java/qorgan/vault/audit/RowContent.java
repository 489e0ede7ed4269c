package qorgan.vault.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;

/// One append-only row, told once: what is inserted, and what its leaf commits to (RFC 8785
/// canonical JSON of the clear columns, and of the SHA-256 of the sealed ones). A column that
/// stands in only one of the two can therefore not exist.
public final class RowContent {
    private final String table;
    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    private final Map<String, byte[]> sealed = new LinkedHashMap<>();

    private RowContent(String table) {
        this.table = table;
    }

    public static RowContent of(String table) {
        return new RowContent(table);
    }

    public RowContent with(String column, @Nullable String value) {
        return put(column, value);
    }

    public RowContent with(String column, @Nullable UUID value) {
        return put(column, value);
    }

    /// Keep milliseconds or microseconds: a leaf must say what the row says when it is read again.
    public RowContent with(String column, @Nullable Instant value) {
        return put(column, value);
    }

    public RowContent with(String column, long value) {
        return put(column, value);
    }

    public RowContent with(String column, boolean value) {
        return put(column, value);
    }

    /// A sealed column, or any bytes: the leaf holds their digest.
    public RowContent sealed(String column, byte[] value) {
        sealed.put(column, value.clone());
        return this;
    }

    private RowContent put(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    /// What the leaf commits to.
    public byte[] bytes() {
        return members().canonicalBytes();
    }

    Json.Members members() {
        var members = Json.object();
        for (var column : columns.entrySet()) {
            var value = column.getValue();
            if (value != null) {
                members = members.with(column.getKey(), written(value));
            }
        }
        for (var column : sealed.entrySet()) {
            members = members.with(column.getKey(), sha256(column.getValue()));
        }
        return members;
    }

    String sql() {
        var names = new ArrayList<>(columns.keySet());
        names.addAll(sealed.keySet());
        return "insert into "
                + table
                + " ("
                + String.join(", ", names)
                + ") values ("
                + "?, ".repeat(names.size() - 1)
                + "?)";
    }

    List<@Nullable Object> parameters() {
        var parameters = new ArrayList<@Nullable Object>();
        for (var value : columns.values()) {
            parameters.add(
                    value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        parameters.addAll(sealed.values());
        return parameters;
    }

    private static Json written(Object value) {
        return switch (value) {
            case Long number -> new Json.Whole(number);
            case Boolean truth -> new Json.Flag(truth);
            default -> new Json.Text(value.toString());
        };
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
