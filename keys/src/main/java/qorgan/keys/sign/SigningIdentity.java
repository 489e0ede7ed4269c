package qorgan.keys.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import qorgan.keys.root.TokenProvider;

/// An official's own key and certificate, where the official keeps them: a PKCS#12 file or a
/// PKCS#11 token. The service never holds one; a person signs with it at their desk.
public final class SigningIdentity implements AutoCloseable {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Provider provider;
    private final @Nullable AuthProvider token;

    private SigningIdentity(
            PrivateKey key,
            List<X509Certificate> chain,
            Provider provider,
            @Nullable AuthProvider token) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.provider = provider;
        this.token = token;
    }

    /// A key held in memory with its chain, the signer's certificate first.
    public static SigningIdentity of(PrivateKey key, List<X509Certificate> chain) {
        try {
            var provider =
                    java.security.Signature.getInstance(CmsAlgorithms.ofKey(chain.getFirst()))
                            .getProvider();
            return new SigningIdentity(key, chain, provider, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no provider signs with this certificate's key", e);
        }
    }

    /// The only key of a PKCS#12 file, or the one of that alias.
    public static SigningIdentity ofPkcs12(Path file, char[] password, @Nullable String alias) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            var name = only(store, alias);
            return of((PrivateKey) store.getKey(name, password), chain(store, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a readable PKCS#12 file", e);
        }
    }

    /// The only key of a PKCS#11 token, or the one of that alias. The key never leaves the token.
    ///
    /// @param library the token's library
    /// @param slotIndex which slot of the library, from 0
    public static SigningIdentity ofPkcs11(
            Path library, int slotIndex, char[] pin, @Nullable String alias) {
        try {
            var provider = TokenProvider.of(library, slotIndex, "sign");
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            var name = only(store, alias);
            return new SigningIdentity(
                    (PrivateKey) store.getKey(name, null),
                    chain(store, name),
                    provider,
                    (AuthProvider) provider);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the token does not give this key", e);
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    Provider provider() {
        return provider;
    }

    @Override
    public void close() {
        if (token != null) {
            try {
                token.logout();
            } catch (LoginException e) {
                throw new IllegalStateException("the token does not log out", e);
            }
        }
    }

    private static String only(KeyStore store, @Nullable String alias)
            throws GeneralSecurityException {
        var names =
                Collections.list(store.aliases()).stream()
                        .filter(name -> alias == null || alias.equals(name))
                        .filter(name -> isKey(store, name))
                        .toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "the store has "
                            + names.size()
                            + " such keys; name one of "
                            + Collections.list(store.aliases()));
        }
        return names.getFirst();
    }

    private static boolean isKey(KeyStore store, String name) {
        try {
            return store.isKeyEntry(name);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<X509Certificate> chain(KeyStore store, String name)
            throws GeneralSecurityException {
        var certificates = store.getCertificateChain(name);
        if (certificates == null || certificates.length == 0) {
            throw new IllegalArgumentException("the key has no certificate");
        }
        return Arrays.stream(certificates).map(each -> (X509Certificate) each).toList();
    }
}
