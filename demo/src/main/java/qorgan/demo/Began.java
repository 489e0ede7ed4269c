package qorgan.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// When this demo's country began to live: the country is drawn from it, so it stays the same from
/// start to start.
final class Began {
    private Began() {}

    static Instant in(Path file, Instant now) throws IOException {
        if (Files.exists(file)) {
            return Instant.parse(Files.readString(file).strip());
        }
        Files.writeString(file, now + "\n");
        return now;
    }
}
