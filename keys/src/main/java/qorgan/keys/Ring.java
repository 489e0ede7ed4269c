package qorgan.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qorgan.keys.aead.Xaes;

/// The few keys directly under the root: one for each key class, and those for blind indexes, audit
/// commitments and tokens. Each has versions; the highest is current. They are stored wrapped by
/// the root and held open in memory until the vault is sealed.
///
/// It uses its keys and never gives one away: so a sealing waits for whoever uses one, and nobody
/// computes with a key that is being wiped.
final class Ring {
    private final KeyManagement root;
    private final SubjectKeyStore store;
    private final Map<KeyName, Secret> secrets = new ConcurrentHashMap<>();
    private final Map<KeyName, Xaes> ciphers = new ConcurrentHashMap<>();
    private final Map<String, Integer> currentVersions = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    Ring(KeyManagement root, SubjectKeyStore store) {
        this.root = root;
        this.store = store;
    }

    static String ofClass(KeyClass keyClass) {
        return "class-" + keyClass;
    }

    /// The current version of a key, which is made when there is none.
    int current(String purpose) {
        return currentVersions.computeIfAbsent(purpose, this::currentInStore);
    }

    private int currentInStore(String purpose) {
        var latest = store.latest(KeyName.EVERYWHERE, KeyName.NOBODY, purpose);
        return latest.isPresent() ? latest.get().name().version() : make(purpose, 1);
    }

    /// Forgets which versions are current, so that a rotation by another instance is seen.
    void refresh() {
        currentVersions.clear();
    }

    /// Adds a version; what older versions wrapped still opens.
    int rotate(String purpose) {
        int next = make(purpose, currentInStore(purpose) + 1);
        currentVersions.put(purpose, next);
        return next;
    }

    byte[] hmac(String purpose, int version, byte[]... parts) {
        return using(() -> Hash.hmac(secret(purpose, version).open(), parts));
    }

    byte[] wrap(String purpose, int version, byte[] plaintext, byte[] associatedData) {
        return using(() -> Envelope.wrap(cipher(purpose, version), plaintext, associatedData));
    }

    byte[] unwrap(String purpose, int version, byte[] wrapped, byte[] associatedData) {
        return using(() -> Envelope.unwrap(cipher(purpose, version), wrapped, associatedData));
    }

    /// Opens a key of the store by the root as it is now.
    ///
    /// @throws CannotOpen when this is another store's root
    void demandRoot() {
        store.latest(KeyName.EVERYWHERE, KeyName.NOBODY, ofClass(KeyClass.W))
                .ifPresent(row -> root.unwrap(row.bytes(), row.name().toString()).close());
    }

    private <T> T using(Supplier<T> computation) {
        use.readLock().lock();
        try {
            return computation.get();
        } finally {
            use.readLock().unlock();
        }
    }

    private Secret secret(String purpose, int version) {
        return secrets.computeIfAbsent(KeyName.ofRing(purpose, version), this::load);
    }

    private Xaes cipher(String purpose, int version) {
        var name = KeyName.ofRing(purpose, version);
        @Nullable Xaes known = ciphers.get(name);
        return known != null
                ? known
                : ciphers.computeIfAbsent(
                        name, absent -> new Xaes(secret(purpose, version).open()));
    }

    /// Forgets every key, once nobody uses one. The root is closed before: nothing is loaded again.
    void close() {
        use.writeLock().lock();
        try {
            ciphers.values().forEach(Xaes::close);
            ciphers.clear();
            secrets.values().forEach(Secret::close);
            secrets.clear();
            currentVersions.clear();
        } finally {
            use.writeLock().unlock();
        }
    }

    private Secret load(KeyName name) {
        var wrapped = store.load(name).orElseThrow(CannotOpen::new);
        return root.unwrap(wrapped.bytes(), name.toString());
    }

    /// What the column `wrapping` says of a key of the ring.
    static String wrapping(KeyManagement root) {
        return "root/" + root.name();
    }

    private int make(String purpose, int version) {
        var name = KeyName.ofRing(purpose, version);
        try (var fresh = Entropy.key()) {
            var _ =
                    store.insertIfAbsent(
                            new WrappedKey(
                                    name, wrapping(root), root.wrap(fresh, name.toString())));
        }
        return version;
    }
}
