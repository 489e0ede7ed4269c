package qorgan.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The one-time code that an authenticator would show (RFC 6238: SHA-1, 30 seconds, six digits),
/// for accounts of a demo whose second factor nobody carries in a pocket.
public final class Totp {
    private static final int PERIOD_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /// @param secret the characters as they stand in [Account#otpSecret], which Keycloak takes as
    ///     bytes
    public static String code(String secret, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            var step = at.getEpochSecond() / PERIOD_SECONDS;
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0x0f;
            var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
