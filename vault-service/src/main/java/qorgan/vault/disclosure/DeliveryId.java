package qorgan.vault.disclosure;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one delivery.
public record DeliveryId(UUID value) {

    static DeliveryId random() {
        return new DeliveryId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
