package qorgan.keys.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Arrays;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;
import qorgan.keys.VaultSealed;
import qorgan.keys.aead.Xaes;

/// Root keys in a PKCS#11 token, which never leave it. Of its root key XAES needs only single
/// blocks of AES, so the token computes those (CKM_AES_ECB) and the rest happens here under derived
/// keys: an extended nonce and a commitment with a token that knows neither.
public final class Pkcs11Root implements KeyManagement {
    private final String label;
    private final Provider provider;
    private final KeyStore store;
    private final TreeMap<Integer, SecretKey> versions = new TreeMap<>();

    private Pkcs11Root(String label, Provider provider, KeyStore store) {
        this.label = label;
        this.provider = provider;
        this.store = store;
    }

    /// Logs in to the token; a first root key is made in it when it has none.
    ///
    /// @param label names this house's keys in the token, which may serve others too
    public static Pkcs11Root open(Path library, int slotIndex, char[] pin, String label) {
        try {
            var provider = TokenProvider.of(library, slotIndex, "root");
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            var root = new Pkcs11Root(label, provider, store);
            for (int version = 1; store.isKeyEntry(root.alias(version)); version++) {
                root.versions.put(version, (SecretKey) store.getKey(root.alias(version), null));
            }
            if (root.versions.isEmpty()) {
                root.rotateFrom(0);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the token does not give its keys", e);
        }
    }

    @Override
    public String name() {
        return "pkcs11";
    }

    @Override
    public synchronized String describe() {
        return versions.isEmpty() ? "pkcs11, sealed" : "pkcs11, root version " + versions.lastKey();
    }

    /// Four bytes of the root's version, then what [Xaes#seal] writes.
    @Override
    public synchronized byte[] wrap(Secret key, String purpose) {
        requireOpen();
        int version = versions.lastKey();
        byte[] plaintext = key.copy();
        try (var cipher = cipher(versions.lastEntry().getValue())) {
            var wrapped = new byte[4 + Xaes.sealedLength(plaintext.length)];
            ByteBuffer.wrap(wrapped).putInt(version);
            cipher.seal(
                    Entropy.bytes(Xaes.NONCE_BYTES), plaintext, data(version, purpose), wrapped, 4);
            return wrapped;
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    @Override
    public synchronized Secret unwrap(byte[] wrapped, String purpose) {
        requireOpen();
        var key = wrapped.length < 4 ? null : versions.get(ByteBuffer.wrap(wrapped).getInt());
        if (key == null) {
            throw new CannotOpen();
        }
        try (var cipher = cipher(key)) {
            byte[] plaintext =
                    cipher.open(wrapped, 4, data(ByteBuffer.wrap(wrapped).getInt(), purpose));
            if (plaintext == null) {
                throw new CannotOpen();
            }
            return Secret.taking(plaintext);
        }
    }

    @Override
    public synchronized void rotate() {
        requireOpen();
        rotateFrom(versions.lastKey());
    }

    private void rotateFrom(int last) {
        try {
            var generator = KeyGenerator.getInstance("AES", provider);
            generator.init(256);
            store.setKeyEntry(alias(last + 1), generator.generateKey(), null, null);
            versions.put(last + 1, (SecretKey) store.getKey(alias(last + 1), null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the token makes no key", e);
        }
    }

    @Override
    public synchronized void close() {
        versions.clear();
        try {
            ((AuthProvider) provider).logout();
        } catch (LoginException e) {
            throw new IllegalStateException("the token does not log out", e);
        }
    }

    private String alias(int version) {
        return "qorgan-" + label + "-root-" + version;
    }

    private void requireOpen() {
        if (versions.isEmpty()) {
            throw new VaultSealed();
        }
    }

    private Xaes cipher(SecretKey key) {
        return new Xaes(
                blocks -> {
                    try {
                        var aes = Cipher.getInstance("AES/ECB/NoPadding", provider);
                        aes.init(Cipher.ENCRYPT_MODE, key);
                        return aes.doFinal(blocks);
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("the token does not compute AES", e);
                    }
                });
    }

    private static byte[] data(int version, String purpose) {
        return ("pkcs11 " + version + " " + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
