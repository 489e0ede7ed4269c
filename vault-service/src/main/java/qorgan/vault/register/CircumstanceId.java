package qorgan.vault.register;

import java.util.UUID;

public record CircumstanceId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
