package qorgan.keys;

import java.util.UUID;

/// A person of whom something is stored, by a random identifier that says nothing about them.
public record SubjectId(UUID value) {
    public static SubjectId of(String text) {
        return new SubjectId(UUID.fromString(text));
    }

    /// A new random identifier.
    public static SubjectId random() {
        return new SubjectId(Entropy.uuid());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
