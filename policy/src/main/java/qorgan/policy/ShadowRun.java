package qorgan.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qorgan.policy.pack.Packs;

/// A law before it takes effect, tried on recent questions: what would come out differently.
public final class ShadowRun {
    private ShadowRun() {}

    /// One question that the two laws answer differently.
    ///
    /// @param question its position in the list
    public record Difference(int question, Decision now, Decision then) {
        /// In one line: what opens, what closes, what is told otherwise.
        public String says() {
            var changes = new ArrayList<String>();
            for (var field : now.consulted().fields()) {
                var before = now.withheld().get(field);
                var after = then.withheld().get(field);
                if (!Objects.equals(before, after)) {
                    changes.add(field + ": " + told(before) + " → " + told(after));
                }
            }
            if (!now.obligations().equals(then.obligations())) {
                changes.add("obligations: " + now.obligations() + " → " + then.obligations());
            }
            if (!now.clocks().equals(then.clocks())) {
                changes.add("clocks: " + now.clocks().size() + " → " + then.clocks().size());
            }
            return String.join("; ", changes);
        }

        private static String told(@Nullable Ground ground) {
            return ground == null ? "released" : ground.code();
        }
    }

    /// Every question that the new law answers differently from the one in force.
    public static List<Difference> compare(Packs inForce, Packs next, List<Facts> questions) {
        var today = new Engine(inForce);
        var tomorrow = new Engine(next);
        var differences = new ArrayList<Difference>();
        for (var i = 0; i < questions.size(); i++) {
            var difference =
                    new Difference(
                            i, today.decide(questions.get(i)), tomorrow.decide(questions.get(i)));
            if (!difference.says().isEmpty()) {
                differences.add(difference);
            }
        }
        return differences;
    }
}
