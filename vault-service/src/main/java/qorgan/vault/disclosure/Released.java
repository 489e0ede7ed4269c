package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.List;
import qorgan.keys.Field;

/// One value that leaves, with when and by which office it was recorded and the norms that owe it.
public record Released(
        Field field, String value, Instant recordedAt, String source, List<String> citations) {

    public Released {
        citations = List.copyOf(citations);
    }

    @Override
    public String toString() {
        return "Released[" + field.code() + "]";
    }
}
