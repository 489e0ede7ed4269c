package qorgan.vault.disclosure;

import java.util.UUID;

/// Names one grant.
public record GrantId(UUID value) {

    static GrantId random() {
        return new GrantId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
