package qorgan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/// The demo's secrets: drawn when first asked for, kept in one file that only its owner reads,
/// never part of the source.
public final class Secrets {
    private static final int BYTES = 18;

    private final Path file;
    private final Properties kept = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    /// Those kept in this file, or none yet.
    static Secrets in(Path file) throws IOException {
        var secrets = new Secrets(file);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                secrets.kept.load(reader);
            }
        }
        return secrets;
    }

    /// The secret of this name: 144 random bits in letters that need no quoting anywhere.
    public synchronized String of(String name) {
        var value = kept.getProperty(name);
        if (value == null) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            if (value.startsWith("-")) {
                value = "q" + value.substring(1);
            }
            kept.setProperty(name, value);
            save();
        }
        return value;
    }

    /// The secret of this name where it was drawn already.
    synchronized Optional<String> known(String name) {
        return Optional.ofNullable(kept.getProperty(name));
    }

    /// Thirty-two random bytes in Base64, for a key.
    synchronized String key(String name) {
        var value = kept.getProperty(name);
        if (value == null) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            value = Base64.getEncoder().encodeToString(bytes);
            kept.setProperty(name, value);
            save();
        }
        return value;
    }

    private void save() {
        var text = new StringBuilder("# Secrets of this demo, drawn at its first start.\n");
        kept.stringPropertyNames().stream()
                .sorted()
                .forEach(
                        name ->
                                text.append(name)
                                        .append('=')
                                        .append(kept.getProperty(name))
                                        .append('\n'));
        try {
            writePrivately(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets could not be kept in " + file, e);
        }
    }

    /// Writes a file that only its owner can read, whole or not at all.
    public static void writePrivately(Path file, String text) throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var directory = file.toAbsolutePath().getParent();
        var beside = Files.createTempFile(directory, ".new", "", owner);
        Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
