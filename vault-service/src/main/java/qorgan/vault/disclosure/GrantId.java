package qorgan.vault.disclosure;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one grant.
public record GrantId(UUID value) {

    static GrantId random() {
        return new GrantId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
