package qorgan.policy.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Kazakhstan's civil time. Almaty went from UTC+06:00 to UTC+05:00 on 1 March 2024, and so did
// every region east of the
/// western zones; these kept UTC+05:00.
public final class Zones {
    public static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    private static final ZoneId WESTERN = ZoneId.of("Asia/Aqtobe");

    private Zones() {}

    /// The civil time that an instant was written in: Almaty's where its offset fits, a western
    // zone's where that one
    /// does, else the bare offset.
    public static ZonedDateTime civil(OffsetDateTime written) {
        var instant = written.toInstant();
        if (isOffset(ALMATY, instant, written)) {
            return instant.atZone(ALMATY);
        }
        return isOffset(WESTERN, instant, written)
                ? instant.atZone(WESTERN)
                : written.toZonedDateTime();
    }

    private static boolean isOffset(ZoneId zone, Instant instant, OffsetDateTime written) {
        return zone.getRules().getOffset(instant).equals(written.getOffset());
    }
}
