package qorgan.vault.identity;

import java.util.UUID;

/// Who acts, by an identifier that names nobody.
public record ActorId(UUID value) {
    public static ActorId of(String text) {
        return new ActorId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
