package qorgan.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.UUID;

/// The name of a stored, wrapped key; the primary key of its row.
///
/// @param region leads the key, as everywhere; `*` for the keys that belong to no region
/// @param owner the subject; the nil UUID for the keys that belong to nobody
/// @param purpose the letter of a key class for a subject's key; else a word such as `class-W`
/// @param version from 1
public record KeyName(String region, UUID owner, String purpose, int version)
        implements Comparable<KeyName> {
    static final String EVERYWHERE = "*";
    static final UUID NOBODY = new UUID(0, 0);

    private static final Comparator<KeyName> ORDER =
            Comparator.comparing(KeyName::region)
                    .thenComparing(name -> name.owner().toString())
                    .thenComparing(KeyName::purpose)
                    .thenComparingInt(KeyName::version);

    public KeyName {
        if (version < 1) {
            throw new IllegalArgumentException("versions of keys begin with 1");
        }
    }

    static KeyName ofSubject(Region region, SubjectId subject, KeyClass keyClass, int version) {
        return new KeyName(region.code(), subject.value(), keyClass.name(), version);
    }

    static KeyName ofRing(String purpose, int version) {
        return new KeyName(EVERYWHERE, NOBODY, purpose, version);
    }

    /// True for the key of a subject, false for a key of the ring.
    public boolean isSubjectKey() {
        return !owner.equals(NOBODY);
    }

    /// In the order of region, owner (as text), purpose, version: the order in which stores are
    /// walked.
    @Override
    public int compareTo(KeyName other) {
        return ORDER.compare(this, other);
    }

    /// What is bound into the wrapping, layout 1: each of region, purpose and wrapping as two bytes
    /// of length and UTF-8, then sixteen bytes of owner and four of version.
    byte[] associatedData(String wrapping) {
        byte[] regionBytes = region.getBytes(StandardCharsets.UTF_8);
        byte[] purposeBytes = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] wrappingBytes = wrapping.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(
                        26 + regionBytes.length + purposeBytes.length + wrappingBytes.length)
                .putShort((short) regionBytes.length)
                .put(regionBytes)
                .putShort((short) purposeBytes.length)
                .put(purposeBytes)
                .putShort((short) wrappingBytes.length)
                .put(wrappingBytes)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .putInt(version)
                .array();
    }

    @Override
    public String toString() {
        return region + "/" + owner + "/" + purpose + "/" + version;
    }
}
