package qorgan.keys.root;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;
import qorgan.keys.VaultSealed;
import qorgan.keys.aead.Xaes;

/// Root keys held in this process's memory: what a keystore gives once its custodians have unsealed
/// it. A test may make one at random; it is then lost with the process.
public final class HeldRoot implements KeyManagement {
    private final String name;
    private final SortedMap<Integer, Secret> versions = new TreeMap<>();

    private HeldRoot(String name, SortedMap<Integer, Secret> versions) {
        this.name = name;
        this.versions.putAll(versions);
    }

    /// A random root that is written nowhere.
    public static HeldRoot random() {
        var only = new TreeMap<Integer, Secret>();
        only.put(1, Entropy.key());
        return new HeldRoot("memory", only);
    }

    static HeldRoot of(String name, SortedMap<Integer, Secret> versions) {
        return new HeldRoot(name, versions);
    }

    @Override
    public String name() {
        return name;
    }

    synchronized Secret newest() {
        return versions.lastEntry().getValue().duplicate();
    }

    synchronized int newestVersion() {
        return versions.lastKey();
    }

    @Override
    public synchronized String describe() {
        return versions.isEmpty()
                ? name + ", sealed"
                : name + ", root version " + versions.lastKey();
    }

    /// Four bytes of the root's version, then what [Xaes#seal] writes.
    @Override
    public synchronized byte[] wrap(Secret key, String purpose) {
        if (versions.isEmpty()) {
            throw new VaultSealed();
        }
        int version = versions.lastKey();
        byte[] root = versions.lastEntry().getValue().copy();
        byte[] plaintext = key.copy();
        try (var cipher = new Xaes(root)) {
            var wrapped = new byte[4 + Xaes.sealedLength(plaintext.length)];
            ByteBuffer.wrap(wrapped).putInt(version);
            cipher.seal(
                    Entropy.bytes(Xaes.NONCE_BYTES),
                    plaintext,
                    associatedData(version, purpose),
                    wrapped,
                    4);
            return wrapped;
        } finally {
            Secret.taking(root).close();
            Secret.taking(plaintext).close();
        }
    }

    @Override
    public synchronized Secret unwrap(byte[] wrapped, String purpose) {
        if (versions.isEmpty()) {
            throw new VaultSealed();
        }
        if (wrapped.length < 4) {
            throw new CannotOpen();
        }
        int version = ByteBuffer.wrap(wrapped).getInt();
        var held = versions.get(version);
        if (held == null) {
            throw new CannotOpen();
        }
        byte[] root = held.copy();
        try (var cipher = new Xaes(root)) {
            byte[] key = cipher.open(wrapped, 4, associatedData(version, purpose));
            if (key == null) {
                throw new CannotOpen();
            }
            return Secret.taking(key);
        } finally {
            Secret.taking(root).close();
        }
    }

    @Override
    public synchronized void rotate() {
        if (versions.isEmpty()) {
            throw new VaultSealed();
        }
        versions.put(versions.lastKey() + 1, Entropy.key());
    }

    @Override
    public synchronized void close() {
        versions.values().forEach(Secret::close);
        versions.clear();
    }

    private static byte[] associatedData(int version, String purpose) {
        return ("root " + version + " " + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
