package qorgan.vault.request;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What came of checking a standing.
public sealed interface Proof {

    record Proven(RequestId request, Instant at) implements Proof {}

    /// Each missing set needs one of its kinds.
    record Insufficient(List<Set<EvidenceKind>> missing) implements Proof {}

    /// Refused by the named officer: a proof was false or a warrant suspended.
    record Refused(RequestId request, Instant at) implements Proof {}

    /// Who took the request cannot prove its standing.
    record TakenBySameOfficer() implements Proof {}

    /// A registry's statement that is not about this request, or whose signature does not fit.
    record StatementRefused() implements Proof {}

    record AlreadyDecided(Instant at) implements Proof {}

    /// Also when there is no such request.
    record NotYours() implements Proof {}
}
