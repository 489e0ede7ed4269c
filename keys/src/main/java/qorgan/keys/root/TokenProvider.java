package qorgan.keys.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;

/// A SunPKCS11 provider of its own for one slot, which is not registered with the JDK.
public final class TokenProvider {
    private TokenProvider() {}

    /// @param library the token's library
    /// @param slotIndex which slot of the library, from 0
    /// @param name letters that make the provider's name unique
    public static Provider of(Path library, int slotIndex, String name) {
        try {
            var settings = Files.createTempFile("qorgan-pkcs11-", ".cfg");
            try {
                Files.writeString(
                        settings,
                        """
                        name = qorgan-%s
                        library = %s
                        slotListIndex = %d
                        attributes(*,CKO_SECRET_KEY,CKK_AES) = {
                          CKA_SENSITIVE = true
                          CKA_EXTRACTABLE = false
                          CKA_ENCRYPT = true
                          CKA_DECRYPT = false
                        }
                        """
                                .formatted(name, library.toAbsolutePath(), slotIndex));
                return Security.getProvider("SunPKCS11").configure(settings.toString());
            } finally {
                Files.delete(settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
