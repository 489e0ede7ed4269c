package qorgan.vault.consent;

import java.util.UUID;

/// A consent that was given.
public record ConsentId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
