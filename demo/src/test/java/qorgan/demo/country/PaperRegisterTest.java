package qorgan.demo.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaperRegisterTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void as_many_rows_are_bad_as_were_asked_for_and_the_rest_are_as_they_were() {
        var good = PaperRegister.lines(1, NOW, 1000, 0);
        var some = PaperRegister.lines(1, NOW, 1000, 50);
        assertThat(some).hasSize(1001).hasSameSizeAs(good);
        assertThat(
                        IntStream.range(0, 1001)
                                .filter(i -> !good.get(i).equals(some.get(i)))
                                .mapToObj(i -> i + 1))
                .hasSize(50)
                .containsExactlyElementsOf(PaperRegister.badRows(1000, 50));
        assertThat(times(good)).as("nothing that did not happen yet").allMatch(NOW::isAfter);
        assertThat(good.getFirst()).startsWith("register_number;iin;");
    }

    private static List<Instant> times(List<String> lines) {
        return lines.stream()
                .skip(1)
                .flatMap(line -> Stream.of(line.split(";")))
                .filter(cell -> cell.matches("\\d{4}-\\d{2}-\\d{2}T.*Z"))
                .map(Instant::parse)
                .toList();
    }
}
