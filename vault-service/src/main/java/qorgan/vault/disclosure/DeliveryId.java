package qorgan.vault.disclosure;

import java.util.UUID;

/// Names one delivery.
public record DeliveryId(UUID value) {

    static DeliveryId random() {
        return new DeliveryId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
