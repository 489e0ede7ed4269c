package qorgan.keys.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// How many halves one official may be given: what nobody needs for their cases is a theft under
/// way.
///
/// @param perHour halves an hour
/// @param perDay halves a day
public record Ceilings(int perHour, int perDay) {
    public static final Ceilings USUAL = new Ceilings(120, 600);

    /// What was given lately, by official.
    static final class Counted {
        private final Ceilings ceilings;
        private final Map<UUID, ArrayDeque<Instant>> given = new HashMap<>();

        Counted(Ceilings ceilings) {
            this.ceilings = ceilings;
        }

        boolean isReached(UUID official, Instant now) {
            var times = given.computeIfAbsent(official, absent -> new ArrayDeque<>());
            while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(Duration.ofDays(1)))) {
                times.removeFirst();
            }
            var hourAgo = now.minus(Duration.ofHours(1));
            long lately = times.stream().filter(time -> time.isAfter(hourAgo)).count();
            return times.size() >= ceilings.perDay() || lately >= ceilings.perHour();
        }

        void count(UUID official, Instant now) {
            given.computeIfAbsent(official, absent -> new ArrayDeque<>()).addLast(now);
        }
    }
}
