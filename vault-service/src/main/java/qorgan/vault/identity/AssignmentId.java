package qorgan.vault.identity;

import java.util.UUID;

/// An official's assignment to a case, a facility or a territory.
public record AssignmentId(UUID value) {
    public static AssignmentId of(String text) {
        return new AssignmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
