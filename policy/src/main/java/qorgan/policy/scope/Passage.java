package qorgan.policy.scope;

import java.util.Arrays;
import qorgan.policy.norm.Truth;

/// How one field fares at the gate: each step's truth for the pair of grants that came furthest.
public final class Passage {
    private static final int STEPS = GateStep.values().length;

    private final Truth[] steps = new Truth[STEPS];

    Passage() {
        Arrays.fill(steps, Truth.TRUE);
    }

    Passage with(GateStep step, Truth truth) {
        steps[step.ordinal()] = truth;
        return this;
    }

    public Truth at(GateStep step) {
        return steps[step.ordinal()];
    }

    public boolean isOpen() {
        return depth() == STEPS;
    }

    private int depth() {
        for (var i = 0; i < STEPS; i++) {
            if (steps[i] != Truth.TRUE) {
                return i;
            }
        }
        return STEPS;
    }

    /// The later failure is the further one; a doubt is further than a failure at the same step.
    boolean isFurtherThan(Passage other) {
        var mine = depth();
        var theirs = other.depth();
        return mine != theirs
                ? mine > theirs
                : mine < STEPS && steps[mine].compareTo(other.steps[mine]) > 0;
    }
}
