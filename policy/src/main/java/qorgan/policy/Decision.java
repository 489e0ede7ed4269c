package qorgan.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What the law says to one question: each field asked for is released, or withheld on exactly one
/// ground.
///
/// @param released in the order of the request
/// @param withheld in the order of the request; the inner ground
/// @param obligations codes of what follows
/// @param clocks the terms that run
/// @param appliedNorms provisions that were TRUE for some field
/// @param defeatedNorms provisions that were TRUE and yielded
/// @param cited every provision that the official's explanation names; the applied ones are among
///     them
/// @param missing facts to ask for, by field
/// @param lapsed fields that passed at decision and failed at delivery
/// @param consulted the truths that were consumed
public record Decision(
        Result result,
        @Nullable String template,
        List<String> released,
        Map<String, Ground> withheld,
        SortedSet<String> obligations,
        List<ClockRun> clocks,
        SortedSet<String> appliedNorms,
        SortedSet<String> defeatedNorms,
        SortedSet<String> cited,
        Map<String, Set<String>> missing,
        Set<String> lapsed,
        Consulted consulted) {
    /// The words of the law's data for an outcome.
    public enum Result {
        PERMIT,
        PARTIAL,
        DENY,
        SEARCH,
        INDETERMINATE,
        /// Nothing was asked; only clocks were followed.
        NONE
    }

    /// One running term.
    ///
    /// @param dueAt null where the duty is due without delay
    /// @param beforeChange what it was due before a rule changed its number, else null
    public record ClockRun(
            String rule,
            Instant startsAt,
            @Nullable Instant dueAt,
            @Nullable Instant beforeChange) {}

    /// The digest of the law that decided.
    public String packDigest() {
        return consulted.packDigest();
    }

    /// Whether a named human has to sign before this leaves: whatever is adverse. Opening a search
    /// and asking for proofs need none.
    public boolean needsNamedHuman() {
        return obligations.contains("O.NAMED_HUMAN");
    }

    public boolean releases(String field) {
        return released.contains(field);
    }
}
