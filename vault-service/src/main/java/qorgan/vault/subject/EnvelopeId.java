package qorgan.vault.subject;

import java.util.UUID;

/// A sealed envelope of the protection unit.
public record EnvelopeId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
