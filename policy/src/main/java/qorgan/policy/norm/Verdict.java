package qorgan.policy.norm;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What the norms of one plane say at one instant. The lists are sorted by norm id.
///
/// @param applicable norms that are TRUE
/// @param overridden TRUE norms that another TRUE norm of the other effect prevails over
/// @param indeterminate norms that are UNKNOWN
/// @param missing facts to ask for, by index
/// @param rung the first denying norm by rank that stands or might stand, or null when none does
/// @param rungKnown whether that norm is TRUE rather than UNKNOWN
public record Verdict(
        Reason reason,
        List<Norm> applicable,
        List<Norm> overridden,
        List<Norm> indeterminate,
        SortedSet<Integer> missing,
        @Nullable Norm rung,
        boolean rungKnown) {
    public boolean permits() {
        return reason == Reason.PERMITTED;
    }

    /// Permit and denial met without priority: closed, and the data-protection officer gets a case.
    public boolean needsDpo() {
        return reason == Reason.CONFLICT;
    }
}
