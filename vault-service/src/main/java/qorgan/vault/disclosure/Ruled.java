package qorgan.vault.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.keys.Field;
import qorgan.policy.Ground;

/// A decision of the engine in this room's words: what leaves, what stays and on which inner
/// ground.
///
/// @param norms the applied norms, for the entry's basis
/// @param citations for a released field the articles that owe it
/// @param record the replayable decision record, canonical JSON without a value
record Ruled(
        Set<Field> released,
        Map<Field, Ground> withheld,
        String template,
        Set<String> obligations,
        List<String> norms,
        Map<Field, List<String>> citations,
        byte[] packDigest,
        String record) {

    Ruled {
        released = Set.copyOf(released);
        withheld = Map.copyOf(withheld);
        obligations = Set.copyOf(obligations);
        norms = List.copyOf(norms);
        citations = Map.copyOf(citations);
    }
}
