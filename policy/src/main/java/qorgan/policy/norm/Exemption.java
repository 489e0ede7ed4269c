package qorgan.policy.norm;

import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import qorgan.policy.time.Window;

/// An exception that a norm yields to, with exceptions of its own. Outside its window it is silent.
public record Exemption(String id, Condition condition, List<Exemption> exemptions, Window window) {
    public Exemption {
        exemptions = List.copyOf(exemptions);
    }

    public Truth value(Truths truths, Instant at) {
        return window.holds(at) ? value(condition, exemptions, truths, at) : Truth.FALSE;
    }

    static Truth value(Condition condition, List<Exemption> exemptions, Truths truths, Instant at) {
        var value = condition.value(truths);
        for (var i = 0; i < exemptions.size() && value != Truth.FALSE; i++) {
            value = value.and(exemptions.get(i).value(truths, at).not());
        }
        return value;
    }

    static void missing(
            Condition condition,
            List<Exemption> exemptions,
            Truths truths,
            Instant at,
            IntConsumer each) {
        condition.missing(truths, each);
        for (var exemption : exemptions) {
            if (exemption.value(truths, at) == Truth.UNKNOWN) {
                missing(exemption.condition, exemption.exemptions, truths, at, each);
            }
        }
    }
}
