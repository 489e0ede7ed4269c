package qorgan.keys;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is computed of blind indexes, and stops at a rate.
///
/// How far this holds: about two thousand million IINs are possible, so that through this door
/// trying all of them takes over three weeks and shows in the count. It does not hold against
/// somebody who has the index key itself and the database: for them it is minutes of computing.
final class IndexMeter {
    static final int PER_MINUTE = 60_000;

    private final Clock clock;
    private final int perMinute;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long minute;
    private int inMinute;

    IndexMeter(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    synchronized void count() {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            inMinute = 0;
        }
        if (inMinute >= perMinute) {
            refused.incrementAndGet();
            throw new IndexLimitReached();
        }
        inMinute++;
        total.incrementAndGet();
    }

    /// Counts a value of somebody who comes in under this entry. The rate does not hold it back:
    /// whoever would try numbers this way leaves a person and an entry behind for each.
    void trace(Deposit entered) {
        if (entered.fields().isEmpty()) {
            throw new IllegalArgumentException("a deposit of nothing brings nobody in");
        }
        total.incrementAndGet();
    }

    long refused() {
        return refused.get();
    }

    long total() {
        return total.get();
    }
}
