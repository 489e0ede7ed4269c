package qorgan.vault.identity;

import java.util.UUID;

/// A criminal case, by an identifier that is not its number.
public record CaseId(UUID value) {
    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
