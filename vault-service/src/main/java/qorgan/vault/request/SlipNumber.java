package qorgan.vault.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import qorgan.keys.Entropy;

/// Numbers and secrets of slips: random, of one length, in letters and digits that are hard to take
/// for one another when read out over a telephone.
final class SlipNumber {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final byte[] DOMAIN =
            "qorgan/slip-secret/v1\0".getBytes(StandardCharsets.US_ASCII);

    private SlipNumber() {}

    /// Twelve letters of five bits in three groups: 2^60, so no counter tells how many ask.
    static String number() {
        return "Q-" + letters(4) + "-" + letters(4) + "-" + letters(4);
    }

    /// 28 letters of five bits: 140 bits, above the 128 that a slip promises.
    static String secret() {
        return String.join(
                "-",
                letters(4),
                letters(4),
                letters(4),
                letters(4),
                letters(4),
                letters(4),
                letters(4));
    }

    /// A secret is uniformly random, so one hash is enough; nothing slow is needed against
    /// guessing.
    static byte[] hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(DOMAIN);
            return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String letters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(Entropy.source().nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
