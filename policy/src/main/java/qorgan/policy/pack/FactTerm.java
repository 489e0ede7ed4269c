package qorgan.policy.pack;

import java.util.List;

/// A declared fact: its name, how it takes doubt, what it means, and what counts as evidence for
/// it.
///
/// @param implies facts that hold, by the way facts are found, wherever this one is TRUE or UNKNOWN
public record FactTerm(
        String name, FactKind kind, Wording meaning, String evidence, List<String> implies) {
    public FactTerm {
        implies = List.copyOf(implies);
    }
}
