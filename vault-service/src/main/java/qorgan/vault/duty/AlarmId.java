package qorgan.vault.duty;

import java.util.UUID;
import qorgan.keys.Entropy;

/// Names one alarm.
public record AlarmId(UUID value) {

    static AlarmId random() {
        return new AlarmId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
