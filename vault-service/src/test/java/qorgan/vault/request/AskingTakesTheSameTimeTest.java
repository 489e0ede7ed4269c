package qorgan.vault.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.register.CustodyCast;

/// The slip cannot betray anybody because its path looks nobody up; that it takes the same time is
/// measured and printed, and asserted only as far as a busy machine allows: the medians of asking
/// for three kinds of people, interleaved, lie within a factor of three of each other.
class AskingTakesTheSameTimeTest extends ServiceTest {

    private static final int ROUNDS = 20;

    @Autowired Requests requests;

    @Test
    void medians_are_alike_whoever_is_sought() {
        var kinds =
                List.of(
                        Enquiries.about(CustodyCast.iin()),
                        Enquiries.about("991332123455"),
                        Enquiries.about("Жоқ", "Адам", java.time.LocalDate.of(1980, 1, 1)));
        var nanos = new long[kinds.size()][ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                var enquiry = kinds.get(kind);
                var start = System.nanoTime();
                Acting.as(cast.aigul(), () -> requests.ask(cast.aigul(), enquiry));
                if (round >= 0) {
                    nanos[kind][round] = System.nanoTime() - start;
                }
            }
        }
        var medians =
                Arrays.stream(nanos)
                        .mapToLong(times -> Arrays.stream(times).sorted().toArray()[ROUNDS / 2])
                        .toArray();
        var slowest = Arrays.stream(medians).max().orElseThrow();
        var fastest = Arrays.stream(medians).min().orElseThrow();

        assertThat(slowest)
                .as("medians in nanoseconds: %s", Arrays.toString(medians))
                .isLessThan(fastest * 3);
    }
}
