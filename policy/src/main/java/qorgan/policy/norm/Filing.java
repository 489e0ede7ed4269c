package qorgan.policy.norm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntConsumer;

/// Conditions filed for the question "which of you might hold?".
///
/// Each is filed under one fact that it cannot do without (the rarest of those, see
/// [Condition#required]); one without such a fact is always looked at. A question walks the facts
/// that are not FALSE and looks only at what is filed under them, so its cost follows the
/// conditions that could hold, not their number.
public final class Filing {
    private final int[] always;
    private final int[][] filed;
    /// The facts under which anything is filed, a bit a fact.
    private final long[] filedFacts;

    private Filing(int[] always, int[][] filed, long[] filedFacts) {
        this.always = always;
        this.filed = filed;
        this.filedFacts = filedFacts;
    }

    /// Files conditions over a vocabulary of so many facts.
    public static Filing of(List<Condition> conditions, int facts) {
        var uses = new int[facts];
        conditions.forEach(condition -> condition.required().forEach(fact -> uses[fact]++));
        var rarest =
                Comparator.<Integer>comparingInt(fact -> uses[fact]).thenComparing(fact -> fact);
        var always = new ArrayList<Integer>();
        var byFact = new HashMap<Integer, List<Integer>>();
        for (var i = 0; i < conditions.size(); i++) {
            var under = conditions.get(i).required().stream().min(rarest);
            under.map(fact -> byFact.computeIfAbsent(fact, _ -> new ArrayList<>()))
                    .orElse(always)
                    .add(i);
        }
        var filedFacts = new long[(facts + 63) >>> 6];
        var filed = new int[facts][];
        byFact.forEach(
                (fact, positions) -> {
                    filedFacts[fact >>> 6] |= 1L << fact;
                    filed[fact] = ints(positions);
                });
        return new Filing(ints(always), filed, filedFacts);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The positions of the conditions that might hold, each once, in no order. The others are
    /// FALSE.
    public void each(Truths truths, IntConsumer position) {
        for (var i : always) {
            position.accept(i);
        }
        for (var word = 0; word < filedFacts.length; word++) {
            var bits = filedFacts[word] & truths.notFalse(word);
            while (bits != 0) {
                for (var i : filed[(word << 6) + Long.numberOfTrailingZeros(bits)]) {
                    position.accept(i);
                }
                bits &= bits - 1;
            }
        }
    }
}
