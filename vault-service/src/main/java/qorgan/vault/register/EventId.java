package qorgan.vault.register;

import java.util.UUID;

/// An entry of the custody register.
public record EventId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
