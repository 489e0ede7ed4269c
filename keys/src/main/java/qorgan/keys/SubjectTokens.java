package qorgan.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Opaque tokens that stand for a person where their identifier must not: in the access log, where
/// the person's tracker finds their entries, even after an erasure.
public final class SubjectTokens {
    public static final int BYTES = 16;
    private static final String PURPOSE = "token";

    private final Ring ring;

    SubjectTokens(Ring ring) {
        this.ring = ring;
    }

    /// The person's token for one use, such as `tracker`. The key behind it has one version for
    /// ever: a token outlives rotation and erasure.
    public byte[] token(SubjectId subject, String use) {
        byte[] mac =
                ring.hmac(
                        PURPOSE,
                        firstVersion(),
                        ByteBuffer.allocate(16)
                                .putLong(subject.value().getMostSignificantBits())
                                .putLong(subject.value().getLeastSignificantBits())
                                .array(),
                        use.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac, BYTES);
    }

    private int firstVersion() {
        var _ = ring.current(PURPOSE);
        return 1;
    }
}
