package qorgan.vault.duty;

import java.util.UUID;

/// Names one alarm.
public record AlarmId(UUID value) {

    static AlarmId random() {
        return new AlarmId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
