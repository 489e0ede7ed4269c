package qorgan.vault.request;

import java.util.UUID;

/// Names one search.
public record SearchId(UUID value) {

    static SearchId random() {
        return new SearchId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
