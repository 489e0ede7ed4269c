package qorgan.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Files by others that stay outside the repository; a test that needs one is skipped, and says so,
/// where it is absent.
public final class Shared {
    private Shared() {}

    public static byte[] read(String property, String name) {
        var file = Path.of(System.getProperty(property, "absent"), name);
        Assumptions.assumeTrue(
                Files.isReadable(file),
                () -> "skipped: there is no " + file + " (property " + property + ")");
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
