package qorgan.vault.request;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one request; random, so that it tells nothing.
public record RequestId(UUID value) {

    static RequestId random() {
        return new RequestId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
