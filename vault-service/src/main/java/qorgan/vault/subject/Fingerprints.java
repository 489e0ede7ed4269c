package qorgan.vault.subject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import qorgan.keys.BlindIndexes;

/// Keyed hashes by which the database can say "this is the same" without learning what it is.
///
/// A single blind index keeps 40 bits, so that a stolen table says little. Where two things that
// are
/// taken for one would merge two people or lose a row, that is too few: here two independent
// indexes
/// stand side by side, 80 bits, which a country's register does not collide.
@Component
public class Fingerprints {
    private final BlindIndexes indexes;

    Fingerprints(BlindIndexes indexes) {
        this.indexes = indexes;
    }

    /// The fingerprint of these parts in this order. Each part goes in with its length before it.
    public byte[] of(String... parts) {
        var sha256 = sha256();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        var hex = HexFormat.of().formatHex(sha256.digest());
        return joined(indexes.document("A" + hex), indexes.document("B" + hex));
    }

    /// What the index stores for a number: exact, whatever spaces stand between the digits.
    byte[] iin(String iin) {
        return joined(indexes.iin(iin), indexes.document("IIN" + iin));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not here", e);
        }
    }
}
