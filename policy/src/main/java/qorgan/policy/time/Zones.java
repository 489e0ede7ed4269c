package qorgan.policy.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Kazakhstan's civil time. Almaty went from UTC+06:00 to UTC+05:00 on 1 March 2024, and so did
/// every region east of the western zones; these kept UTC+05:00.
public final class Zones {
    public static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    private static final ZoneId WESTERN = ZoneId.of("Asia/Aqtobe");

    private Zones() {}

    /// The civil time of an instant: a western zone's where it was written in its offset, else
    /// Almaty's.
    public static ZonedDateTime civil(OffsetDateTime written) {
        var instant = written.toInstant();
        var western = !isOffset(ALMATY, instant, written) && isOffset(WESTERN, instant, written);
        return instant.atZone(western ? WESTERN : ALMATY);
    }

    private static boolean isOffset(ZoneId zone, Instant instant, OffsetDateTime written) {
        return zone.getRules().getOffset(instant).equals(written.getOffset());
    }
}
