package qorgan.vault.request;

import java.util.UUID;

/// Names one request; random, so that it tells nothing.
public record RequestId(UUID value) {

    static RequestId random() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
