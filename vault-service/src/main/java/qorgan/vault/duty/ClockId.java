package qorgan.vault.duty;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one running clock.
public record ClockId(UUID value) {

    static ClockId random() {
        return new ClockId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
