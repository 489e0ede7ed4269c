package qorgan.vault.subject;

import qorgan.keys.SubjectId;

/// What a query finds. Candidates are never listed and never counted: more than one is *several*.
public sealed interface Match {
    record One(SubjectId subject) implements Match {}

    record Several() implements Match {}

    record None() implements Match {}
}
