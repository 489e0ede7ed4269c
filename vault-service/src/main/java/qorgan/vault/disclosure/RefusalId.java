package qorgan.vault.disclosure;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one refusal.
public record RefusalId(UUID value) {

    static RefusalId random() {
        return new RefusalId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
