package qorgan.demo.walk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time codes of RFC 6238 as an official's telephone shows them: SHA-1, six digits, thirty
// seconds.
final class Totp {
    private static final int PERIOD_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    static String code(String secret, Instant now) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        var hash =
                mac.doFinal(
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(now.getEpochSecond() / PERIOD_SECONDS)
                                .array());
        var offset = hash[hash.length - 1] & 0x0f;
        var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return "%06d".formatted(number % MODULUS);
    }
}
