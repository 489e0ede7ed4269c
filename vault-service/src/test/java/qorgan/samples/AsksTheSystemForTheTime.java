package qorgan.samples;

import java.time.Instant;

/// A sample that its rule must catch.
public final class AsksTheSystemForTheTime {
    Instant now() {
        return Instant.now();
    }
}
