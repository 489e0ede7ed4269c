package qorgan.vault.disclosure;

import java.util.UUID;

/// Names one refusal.
public record RefusalId(UUID value) {

    static RefusalId random() {
        return new RefusalId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
