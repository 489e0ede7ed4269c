package qorgan.keys;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import qorgan.keys.aead.Xaes;

/// One key for each subject and class: made when first needed, stored wrapped under the class key
/// and, where the class may be destroyed, under the month's epoch key as well.
final class SubjectKeys {
    /// A subject's key and its version, which stands in what it seals.
    record Versioned(int version, Secret key) implements AutoCloseable {
        @Override
        public void close() {
            key.close();
        }
    }

    private final Ring ring;
    private final RootKeys root;
    private final SubjectKeyStore store;
    private final Clock clock;

    SubjectKeys(Ring ring, RootKeys root, SubjectKeyStore store, Clock clock) {
        this.ring = ring;
        this.root = root;
        this.store = store;
        this.clock = clock;
    }

    /// The current key; the caller closes it.
    Versioned current(Region region, SubjectId subject, KeyClass keyClass) {
        var stored =
                store.latest(region.code(), subject.value(), keyClass.name())
                        .orElseGet(() -> insert(KeyName.ofSubject(region, subject, keyClass, 1)));
        return new Versioned(stored.name().version(), open(stored));
    }

    /// The key of that name; the caller closes it.
    Secret version(KeyName name) {
        return open(store.load(name).orElseThrow(CannotOpen::new));
    }

    /// The ciphers of these keys, as far as they are not destroyed; the caller closes them.
    Map<KeyName, Xaes> ciphers(Collection<KeyName> names) {
        var ciphers = new HashMap<KeyName, Xaes>();
        for (var stored : store.loadAll(names)) {
            try (var key = open(stored)) {
                ciphers.put(stored.name(), new Xaes(key.open()));
            } catch (KeyDestroyed _) {
                // What it sealed is gone, and so are the values computed of it.
                continue;
            }
        }
        return ciphers;
    }

    /// A new version of a subject's key, from now on the current one.
    int rotate(Region region, SubjectId subject, KeyClass keyClass) {
        int next =
                store.latest(region.code(), subject.value(), keyClass.name())
                        .map(key -> key.name().version() + 1)
                        .orElse(1);
        return insert(KeyName.ofSubject(region, subject, keyClass, next)).name().version();
    }

    /// The same key under the current class key and epoch, or `stored` itself where it is already.
    WrappedKey rewrapped(WrappedKey stored) {
        var keyClass = KeyClass.valueOf(stored.name().purpose());
        if (stored.wrapping().equals(target(keyClass).toString())) {
            return stored;
        }
        try (var key = open(stored)) {
            return wrap(stored.name(), key);
        }
    }

    boolean isCurrent(WrappedKey stored) {
        return stored.wrapping()
                .equals(target(KeyClass.valueOf(stored.name().purpose())).toString());
    }

    Secret open(WrappedKey stored) {
        var name = stored.name();
        var keyClass = KeyClass.valueOf(name.purpose());
        if (Destroyable.contains(keyClass) && root.epochs().isErased(name)) {
            throw new KeyDestroyed();
        }
        var wrapping = Wrapping.parse(stored.wrapping());
        byte[] associatedData = name.associatedData(stored.wrapping());
        byte[] wrapped = stored.bytes();
        var epoch = wrapping.epoch();
        if (Destroyable.contains(keyClass) != (epoch != null)) {
            throw new CannotOpen();
        }
        if (epoch != null) {
            try (var epochKey =
                            root.epochs()
                                    .find(epoch, root.management())
                                    .orElseThrow(KeyDestroyed::new);
                    var cipher = new Xaes(epochKey.open())) {
                wrapped = Envelope.unwrap(cipher, wrapped, associatedData);
            }
        }
        byte[] key =
                ring.unwrap(
                        Ring.ofClass(keyClass), wrapping.classVersion(), wrapped, associatedData);
        return Secret.taking(key);
    }

    private WrappedKey insert(KeyName name) {
        try (var fresh = Entropy.key()) {
            return store.insertIfAbsent(wrap(name, fresh));
        }
    }

    /// A fresh key under its name, wrapped for the store.
    WrappedKey wrapped(KeyName name, Secret fresh) {
        return wrap(name, fresh);
    }

    private WrappedKey wrap(KeyName name, Secret key) {
        var keyClass = KeyClass.valueOf(name.purpose());
        var wrapping = target(keyClass);
        byte[] associatedData = name.associatedData(wrapping.toString());
        byte[] wrapped =
                ring.wrap(
                        Ring.ofClass(keyClass),
                        wrapping.classVersion(),
                        key.open(),
                        associatedData);
        var epoch = wrapping.epoch();
        if (epoch != null) {
            try (var epochKey = root.epochs().obtain(epoch, root.management());
                    var cipher = new Xaes(epochKey.open())) {
                byte[] inner = wrapped;
                wrapped = Envelope.wrap(cipher, inner, associatedData);
                Arrays.fill(inner, (byte) 0);
            }
        }
        return new WrappedKey(name, wrapping.toString(), wrapped);
    }

    private Wrapping target(KeyClass keyClass) {
        return new Wrapping(
                ring.current(Ring.ofClass(keyClass)),
                Destroyable.contains(keyClass) ? month() : null);
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
}
