package qorgan.keys.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;
import qorgan.keys.VaultSealed;

/// A keystore file that its custodians unsealed: the versions of the root key, and named secrets
/// such as an office's seed. Forgets everything on close.
public final class OpenKeystore implements KeyManagement {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final String ROOT = "root-";
    private static final String NAME = "keystore";

    private Path file;
    private KeyStore store;
    private final HeldRoot root;
    private Secret password;
    private boolean sealed;

    private OpenKeystore(Path file, KeyStore store, Secret password) {
        this.file = file;
        this.store = store;
        this.password = password;
        this.root = HeldRoot.of(NAME, roots());
    }

    static OpenKeystore create(Path file, Secret password) {
        try {
            var store = empty();
            try (var first = Entropy.key()) {
                put(store, ROOT + 1, first, password);
            }
            var opened = new OpenKeystore(file, store, password);
            opened.save();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has no BCFKS", e);
        }
    }

    static OpenKeystore open(Path file, Secret password) {
        char[] characters = characters(password);
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(in, characters);
            return new OpenKeystore(file, store, password);
        } catch (IOException e) {
            throw new CannotOpen(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has no BCFKS", e);
        } finally {
            Arrays.fill(characters, '0');
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return root.describe();
    }

    @Override
    public byte[] wrap(Secret key, String purpose) {
        return root.wrap(key, purpose);
    }

    @Override
    public Secret unwrap(byte[] wrapped, String purpose) {
        return root.unwrap(wrapped, purpose);
    }

    @Override
    public synchronized void rotate() {
        requireOpen();
        root.rotate();
        try (var newest = root.newest()) {
            put(store, ROOT + root.newestVersion(), newest, password);
        }
        save();
    }

    /// Keeps a 32-byte secret under a name, on the disk when this returns.
    public synchronized void keep(String name, Secret secret) {
        requireOpen();
        if (name.startsWith(ROOT)) {
            throw new IllegalArgumentException("this name is the root's");
        }
        put(store, name, secret, password);
        save();
    }

    /// A secret that was kept.
    public synchronized Optional<Secret> kept(String name) {
        requireOpen();
        return Optional.ofNullable(get(name));
    }

    /// Takes all keys into another file under another password. This keystore goes on in the new
    /// file once `switched` has returned, and the old one is removed; where that fails, the old one
    /// is as it was.
    synchronized void moveTo(Path nextFile, Secret nextPassword, Runnable switched) {
        requireOpen();
        try {
            var next = empty();
            for (var name : Collections.list(store.aliases())) {
                try (var secret = get(name)) {
                    if (secret != null) {
                        put(next, name, secret, nextPassword);
                    }
                }
            }
            save(next, nextFile, nextPassword);
            switched.run();
            Files.delete(file);
            password.close();
            file = nextFile;
            store = next;
            password = nextPassword;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keystore does not list its keys", e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("BCFKS", PROVIDER);
        store.load(null, null);
        return store;
    }

    @Override
    public synchronized void close() {
        sealed = true;
        root.close();
        password.close();
    }

    private void requireOpen() {
        if (sealed) {
            throw new VaultSealed();
        }
    }

    private TreeMap<Integer, Secret> roots() {
        var versions = new TreeMap<Integer, Secret>();
        for (int version = 1; ; version++) {
            var root = get(ROOT + version);
            if (root == null) {
                return versions;
            }
            versions.put(version, root);
        }
    }

    private @org.jspecify.annotations.Nullable Secret get(String name) {
        char[] characters = characters(password);
        try {
            var key = store.getKey(name, characters);
            return key == null ? null : Secret.taking(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CannotOpen(e);
        } finally {
            Arrays.fill(characters, '0');
        }
    }

    private static void put(KeyStore store, String name, Secret secret, Secret password) {
        char[] characters = characters(password);
        byte[] bytes = secret.copy();
        try {
            store.setKeyEntry(name, new SecretKeySpec(bytes, "AES"), characters, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keystore takes no key", e);
        } finally {
            Arrays.fill(characters, '0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void save() {
        save(store, file, password);
    }

    private static void save(KeyStore store, Path file, Secret password) {
        char[] characters = characters(password);
        try {
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, characters);
            DurableFile.replace(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keystore is not written", e);
        } finally {
            Arrays.fill(characters, '0');
        }
    }

    private static char[] characters(Secret password) {
        byte[] bytes = password.copy();
        try {
            return HexFormat.of().formatHex(bytes).toCharArray();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
