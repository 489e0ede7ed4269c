package qorgan.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Where a sealed value belongs: the logical place that is bound into it as associated data. A
/// value moved to any other place does not open. A row of history is the same place at its own
/// revision.
///
/// @param record the row that holds the value
/// @param revision the row's revision, from 0
public record Place(Region region, SubjectId subject, Field field, UUID record, long revision) {
    public Place {
        if (revision < 0) {
            throw new IllegalArgumentException("a revision is never negative");
        }
    }

    public KeyClass keyClass() {
        return field.keyClass();
    }

    /// The associated data of a record, layout 1. In order, all integers big-endian:
    ///
    /// - one byte: the format of the sealed value, which is also its first byte;
    /// - four bytes: the version of the subject's key;
    /// - two bytes and that many of UTF-8: the region's code;
    /// - sixteen bytes: the subject;
    /// - one byte: the key class, as its ASCII letter;
    /// - two bytes and that many of UTF-8: the field's whole code;
    /// - sixteen bytes: the record;
    /// - eight bytes: the record's revision.
    ///
    /// Each variable part has its length before it, so that no two places have the same bytes.
    byte[] associatedData(byte format, int keyVersion) {
        byte[] regionCode = region.code().getBytes(StandardCharsets.UTF_8);
        byte[] fieldCode = field.code().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(50 + regionCode.length + fieldCode.length)
                .put(format)
                .putInt(keyVersion)
                .putShort((short) regionCode.length)
                .put(regionCode)
                .putLong(subject.value().getMostSignificantBits())
                .putLong(subject.value().getLeastSignificantBits())
                .put(fieldCode[0])
                .putShort((short) fieldCode.length)
                .put(fieldCode)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .putLong(revision)
                .array();
    }
}
