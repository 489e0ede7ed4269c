package qorgan.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TwinTest {
    private static final long SEED = 20_261_124L;
    /// A hundred thousand, or the percentage of it that `qorgan.random` asks for.
    private static final int CASES = 1_000 * Integer.getInteger("qorgan.random", 100);

    @Test
    void engine_and_naive_twin_agree_on_a_hundred_thousand_random_cases() {
        var cases = new Cases();
        var twin = new NaiveTwin();
        var random = new RandomCases(SEED);
        var reasons = new TreeSet<String>();
        for (var i = 0; i < CASES; i++) {
            var c = random.next();
            var engine = cases.result(c);
            assertThat(engine).as("seed %d, case %d: %s", SEED, i, c).isEqualTo(twin.result(c));
            reasons.add(engine.path("reason").asString(""));
        }
        assertThat(reasons)
                .contains("CONFLICT", "DENIED_BY_NORM", "UNKNOWN", "PERMITTED", "NO_PERMIT");
    }
}
