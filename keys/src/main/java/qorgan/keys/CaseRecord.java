package qorgan.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// The identifier of a pretrial record commits to the record's case, so that an office's agent sees
/// from a place alone to which case it belongs: whoever owns the database could otherwise put any
/// record into a case whose readers it imitates.
///
/// Layout, a UUID of version 8: six random bytes, then the first ten bytes of SHA-256 over a label,
/// the case and those six, less the six bits of version and variant. Another case that fits a given
/// record costs 2^74 hashes, and would need an assignment that both offices signed for it.
public final class CaseRecord {
    private static final int RANDOM = 6;
    private static final byte[] LABEL =
            "qorgan record of a case, layout 1".getBytes(StandardCharsets.US_ASCII);

    private CaseRecord() {}

    /// A new record's identifier.
    public static UUID fresh(UUID caseId) {
        return of(caseId, Entropy.bytes(RANDOM));
    }

    /// True when this record was made for this case.
    public static boolean isOf(UUID record, UUID caseId) {
        var head = new byte[16];
        ByteBuffer.wrap(head)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits());
        return of(caseId, Arrays.copyOf(head, RANDOM)).equals(record);
    }

    private static UUID of(UUID caseId, byte[] random) {
        byte[] digest =
                Hash.sha256(
                        ByteBuffer.allocate(LABEL.length + 16 + RANDOM)
                                .put(LABEL)
                                .putLong(caseId.getMostSignificantBits())
                                .putLong(caseId.getLeastSignificantBits())
                                .put(random)
                                .array());
        byte[] bytes = Arrays.copyOf(random, 16);
        System.arraycopy(digest, 0, bytes, RANDOM, 16 - RANDOM);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
