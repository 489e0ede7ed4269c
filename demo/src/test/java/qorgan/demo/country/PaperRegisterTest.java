package qorgan.demo.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaperRegisterTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void as_many_rows_are_bad_as_were_asked_for_and_the_rest_are_as_they_were() {
        var good = PaperRegister.lines(1, NOW, 1000, 0);
        var some = PaperRegister.lines(1, NOW, 1000, 50);
        assertThat(some).hasSize(1001).hasSameSizeAs(good);
        assertThat(IntStream.range(0, 1001).filter(i -> !good.get(i).equals(some.get(i))).count())
                .isEqualTo(50);
        assertThat(good.getFirst()).startsWith("register_number;iin;");
    }
}
