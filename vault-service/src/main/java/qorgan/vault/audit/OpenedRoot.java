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
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import qorgan.keys.Epochs;
import qorgan.keys.KeyManagement;
import qorgan.keys.MovingRoot;
import qorgan.keys.RootKeys;
import qorgan.keys.root.HeldRoot;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.Pkcs11Root;
import qorgan.keys.root.QuorumKeystore;
import qorgan.keys.root.TransitRoot;
import qorgan.keys.root.UnsealingDoor;

/// The root as it was opened at the start. For a keystore, its custodians come to the door, or, in
/// the demo, a file of passphrases opens it with a banner; until then the service does not answer.
/// A token or a transit engine is opened with the PIN or the token of a file.
///
/// @param door where custodians seal and unseal the service while it runs; none for a provider that
///     knows no custodians
record OpenedRoot(RootKeys keys, @Nullable UnsealingDoor door) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenedRoot.class);
    private static final int USUAL_PORT = 18090;

    static OpenedRoot open(KeySettings settings, Environment environment, Clock clock) {
        if (settings.provider().equals("memory")) {
            return inMemory(environment);
        }
        var epochs = Epochs.in(needed(settings.epochs(), "qorgan.keys.epochs"));
        var next = provider(settings.provider(), settings, clock);
        var previous = settings.previous();
        if (previous == null) {
            return new OpenedRoot(new RootKeys(next.root(), epochs), next.door());
        }
        if (settings.sealWhenIdle() != null) {
            throw new IllegalStateException(
                    "qorgan.keys.seal-when-idle waits until the keys have moved");
        }
        var from = provider(previous, settings, clock);
        from.closeDoor();
        next.closeDoor();
        return new OpenedRoot(new RootKeys(new MovingRoot(from.root(), next.root()), epochs), null);
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
    }

    private static OpenedRoot inMemory(Environment environment) {
        if (!environment.acceptsProfiles(Profiles.of("test"))) {
            throw new IllegalStateException("qorgan.keys.provider=memory is for tests alone");
        }
        try {
            var epochs = Epochs.in(Files.createTempDirectory("qorgan-epochs"));
            return new OpenedRoot(new RootKeys(HeldRoot.random(), epochs), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Provided(KeyManagement root, @Nullable UnsealingDoor door) {
        void closeDoor() {
            if (door != null) {
                door.close();
            }
        }
    }

    private static Provided provider(String name, KeySettings settings, Clock clock) {
        return switch (name) {
            case "keystore" -> keystore(settings, clock);
            case "pkcs11" -> new Provided(pkcs11(settings), null);
            case "transit" -> new Provided(transit(settings), null);
            default ->
                    throw new IllegalStateException(
                            "qorgan.keys.provider names no provider: " + name);
        };
    }

    private static Provided keystore(KeySettings settings, Clock clock) {
        var keystore = QuorumKeystore.in(needed(settings.keystore(), "qorgan.keys.keystore"));
        if (!keystore.exists()) {
            throw new IllegalStateException(
                    "there is no keystore yet: bin/qorgan keys init makes one");
        }
        var file = settings.unsealFile();
        var named = settings.unsealPort();
        if (file == null) {
            var door = UnsealingDoor.open(keystore, named == null ? USUAL_PORT : named, clock);
            log.info(
                    "sealed: waiting for custodians (bin/qorgan keys unseal --port {})",
                    door.port());
            return new Provided(door.await(), door);
        }
        var opened = automatically(keystore, file);
        return new Provided(
                opened, named == null ? null : UnsealingDoor.open(keystore, named, clock));
    }

    private static OpenKeystore automatically(QuorumKeystore keystore, Path file) {
        QuorumKeystore.BANNER.forEach(log::warn);
        return keystore.openAutomatically(passphrases(file));
    }

    private static KeyManagement pkcs11(KeySettings settings) {
        var token = needed(settings.pkcs11(), "qorgan.keys.pkcs11");
        return Pkcs11Root.open(
                token.library(), token.slot(), line(token.pinFile()).toCharArray(), token.label());
    }

    private static KeyManagement transit(KeySettings settings) {
        var engine = needed(settings.transit(), "qorgan.keys.transit");
        return TransitRoot.open(engine.url(), engine.key(), line(engine.tokenFile()));
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

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T needed(@Nullable T value, String property) {
        if (value == null) {
            throw new IllegalStateException(property + " is not set");
        }
        return value;
    }
}
