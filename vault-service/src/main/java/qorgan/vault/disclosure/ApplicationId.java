package qorgan.vault.disclosure;

import java.util.UUID;

/// Names one application.
public record ApplicationId(UUID value) {

    static ApplicationId random() {
        return new ApplicationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
