package qorgan.policy.pack;

/// A declared fact: its name, how it takes doubt, what it means, and what counts as evidence for
/// it.
public record FactTerm(String name, FactKind kind, Wording meaning, String evidence) {}
