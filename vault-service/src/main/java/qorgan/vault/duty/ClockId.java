package qorgan.vault.duty;

import java.util.UUID;

/// Names one running clock.
public record ClockId(UUID value) {

    static ClockId random() {
        return new ClockId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
