package qorgan.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Primary;

/// A clock that runs like the real one, shifted by what a test asked for.
public final class TestClock extends Clock {
    private static final Clock REAL = Clock.systemUTC();

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    public void advance(Duration by) {
        shift.updateAndGet(before -> before.plus(by));
    }

    public void moveTo(Instant instant) {
        shift.set(Duration.between(REAL.instant(), instant));
    }

    public void reset() {
        shift.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return REAL.instant().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Bean {
        @org.springframework.context.annotation.Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
