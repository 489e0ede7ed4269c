package qorgan.vault.identity;

import java.util.UUID;

/// An office in Qorgan's own register.
public record OfficeId(UUID value) {
    public static OfficeId of(String text) {
        return new OfficeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
