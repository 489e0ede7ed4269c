package qorgan.vault.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// This machine's clock, for whoever compares machines; the rooms' clock follows it.
///
/// A fault drill sets it wrong while the service runs: `qorgan.drill.clock-offset` names a file
/// that holds an offset in milliseconds and is read at each question. [SafeStart] refuses to start
/// with that setting outside the profiles that are held to loopback.
public final class MachineClock {
    static final String OFFSET = "qorgan.drill.clock-offset";

    private final Clock clock;

    private MachineClock(Clock clock) {
        this.clock = clock;
    }

    /// @param offset the file of a drill's offset; null, as everywhere else, for the right time
    public static MachineClock of(@Nullable Path offset) {
        var system = Clock.systemUTC();
        return new MachineClock(offset == null ? system : new Drilled(system, offset));
    }

    public Clock clock() {
        return clock;
    }

    private static final class Drilled extends Clock {
        private final Clock right;
        private final Path offset;

        Drilled(Clock right, Path offset) {
            this.right = right;
            this.offset = offset;
        }

        @Override
        public Instant instant() {
            return right.instant().plus(offset());
        }

        /// None while the file is absent or is being replaced.
        private Duration offset() {
            try {
                var text = Files.readString(offset).strip();
                return text.isEmpty() ? Duration.ZERO : Duration.ofMillis(Long.parseLong(text));
            } catch (NoSuchFileException absent) {
                return Duration.ZERO;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ZoneId getZone() {
            return right.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Drilled(right.withZone(zone), offset);
        }
    }
}
