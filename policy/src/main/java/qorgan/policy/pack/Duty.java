package qorgan.policy.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;
import qorgan.policy.time.Calculator;

/// What a provision obliges somebody to, when, and by which clock.
public record Duty(Condition when, List<String> owes, @Nullable Term term) {
    public Duty {
        owes = List.copyOf(owes);
    }

    /// A clock as a rule writes it.
    ///
    /// @param counts what calculator, number and unit together are; null where the question states
    ///     the limit
    /// @param starts the event whose every instant starts it
    /// @param restarts an event that starts it afresh, beside the clocks that already run
    /// @param notAfter an event that the due instant never passes
    public record Term(
            String calculator,
            @Nullable Integer number,
            String unit,
            @Nullable Calculator counts,
            String starts,
            @Nullable String restarts,
            @Nullable String notAfter) {
        /// Whether it has no number, so that nothing is ever in time.
        public boolean isWithoutDelay() {
            return counts instanceof Calculator.WithoutDelay;
        }

        /// The calculator once a rule has changed its number.
        public Calculator counting(int otherNumber) {
            return Calculator.named(calculator, String.valueOf(otherNumber), unit);
        }
    }
}
