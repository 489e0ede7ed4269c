package qorgan.vault.identity;

import java.util.UUID;

/// An official's signing certificate in the register.
public record CertificateId(UUID value) {
    public static CertificateId of(String text) {
        return new CertificateId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
