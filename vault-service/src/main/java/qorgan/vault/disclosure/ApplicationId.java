package qorgan.vault.disclosure;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one application.
public record ApplicationId(UUID value) {

    static ApplicationId random() {
        return new ApplicationId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
