package qorgan.vault.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qorgan.keys.Epochs;
import qorgan.keys.RootKeys;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.QuorumKeystore;
import qorgan.keys.root.UnsealingDoor;

/// Opens the keystore at the start: its custodians come to the door, or, in the demo, a file of
/// passphrases opens it with a banner. Until then the service does not answer.
final class KeystoreOpening {
    private static final Logger log = LoggerFactory.getLogger(KeystoreOpening.class);

    private KeystoreOpening() {}

    static RootKeys open(KeySettings settings, Clock clock) {
        var keystore = QuorumKeystore.in(needed(settings.keystore(), "qorgan.keys.keystore"));
        var epochs = Epochs.in(needed(settings.epochs(), "qorgan.keys.epochs"));
        if (!keystore.exists()) {
            throw new IllegalStateException(
                    "there is no keystore yet: bin/qorgan keys init makes one");
        }
        var file = settings.unsealFile();
        return new RootKeys(
                file == null
                        ? byCustodians(keystore, settings.unsealPort(), clock)
                        : automatically(keystore, file),
                epochs);
    }

    private static OpenKeystore byCustodians(QuorumKeystore keystore, int port, Clock clock) {
        try (var door = UnsealingDoor.open(keystore, port, clock)) {
            log.info("sealed: waiting for custodians (bin/qorgan keys unseal --port {})", port);
            return door.await();
        }
    }

    private static OpenKeystore automatically(QuorumKeystore keystore, Path file) {
        QuorumKeystore.BANNER.forEach(log::warn);
        return keystore.openAutomatically(passphrases(file));
    }

    private static Map<String, char[]> passphrases(Path file) {
        try {
            var passphrases = new LinkedHashMap<String, char[]>();
            for (var line : Files.readAllLines(file)) {
                int sign = line.indexOf('=');
                if (sign > 0) {
                    passphrases.put(
                            line.substring(0, sign), line.substring(sign + 1).toCharArray());
                }
            }
            return passphrases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path needed(@Nullable Path path, String property) {
        if (path == null) {
            throw new IllegalStateException(property + " is not set");
        }
        return path;
    }
}
