package qorgan.vault.register;

import java.util.UUID;

/// A place where people are held.
public record FacilityId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
