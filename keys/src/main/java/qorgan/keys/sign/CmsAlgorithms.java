package qorgan.keys.sign;

import java.security.cert.X509Certificate;

/// Which signature algorithm goes with a certificate's key.
final class CmsAlgorithms {
    private CmsAlgorithms() {}

    static String ofKey(X509Certificate certificate) {
        var algorithm = certificate.getPublicKey().getAlgorithm();
        return switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "Ed25519", "EdDSA" -> "Ed25519";
            default ->
                    throw new IllegalArgumentException(
                            "certificates sign with EC, RSA or Ed25519, not " + algorithm);
        };
    }
}
