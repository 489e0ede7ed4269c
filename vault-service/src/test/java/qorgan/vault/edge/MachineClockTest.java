package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineClockTest {
    @Test
    void without_a_drill_it_is_right() {
        var apart =
                Duration.between(
                        Clock.systemUTC().instant(), MachineClock.of(null).clock().instant());
        assertThat(apart).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_drill_moves_it_while_it_runs(@TempDir Path folder) throws IOException {
        var offset = folder.resolve("offset");
        var clock = MachineClock.of(offset).clock();
        var right = clock.instant();
        Files.writeString(offset, "-7200000\n");
        assertThat(Duration.between(clock.instant(), right)).isGreaterThan(Duration.ofHours(1));
        Files.writeString(offset, "7200000\n");
        assertThat(Duration.between(right, clock.instant())).isGreaterThan(Duration.ofHours(1));
    }
}
