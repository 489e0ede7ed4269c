package qorgan.keys;

import java.time.Instant;
import java.util.UUID;

/// Says *once*: in the service a unique key in the database, so that two instances can't both open
/// by one entry.
@FunctionalInterface
public interface WarrantUse {
    /// True for the first claim of this entry, false for each later one.
    boolean claim(UUID entry, String instance, Instant now);
}
