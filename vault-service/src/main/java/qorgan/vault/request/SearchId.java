package qorgan.vault.request;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one search.
public record SearchId(UUID value) {

    static SearchId random() {
        return new SearchId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
