package qorgan.policy.norm;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import qorgan.policy.time.Window;

/// One rule of law in its smallest form: an effect on the planes it speaks about, under a
/// condition, unless one of its exceptions holds, while its window is open. `prevailsOver` names
/// norms of the other effect that yield to it.
///
/// `rank` orders the grounds of those who deny (smaller is told first); the logic itself does not
/// look at it.
public record Norm(
        String id,
        Effect effect,
        Set<String> planes,
        Condition condition,
        List<Exemption> exemptions,
        Window window,
        Set<String> prevailsOver,
        int rank) {
    public Norm {
        planes = Set.copyOf(planes);
        exemptions = List.copyOf(exemptions);
        prevailsOver = Set.copyOf(prevailsOver);
    }

    public Truth value(Truths truths, Instant at) {
        return Exemption.value(condition, exemptions, truths, at);
    }

    /// The facts to ask for while this norm is UNKNOWN.
    public void missing(Truths truths, Instant at, IntConsumer each) {
        Exemption.missing(condition, exemptions, truths, at, each);
    }
}
