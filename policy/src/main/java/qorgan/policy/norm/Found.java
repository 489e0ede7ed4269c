package qorgan.policy.norm;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// The norms of one plane that are TRUE or UNKNOWN for one question, and what follows from them.
final class Found {
    static final int STANDS = 1;
    static final int OVERRIDDEN = 2;
    static final int UNKNOWN = 4;

    private final NormSet.Plane plane;
    private final Truths truths;
    private final Instant now;
    private int[] at = new int[16];
    private int[] state = new int[16];
    private int size;

    Found(NormSet.Plane plane, Truths truths, Instant now) {
        this.plane = plane;
        this.truths = truths;
        this.now = now;
    }

    void look(int norm) {
        switch (plane.norm(norm).value(truths, now)) {
            case TRUE -> add(norm, STANDS);
            case UNKNOWN -> add(norm, UNKNOWN);
            case FALSE -> {}
        }
    }

    private void add(int norm, int as) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            state = Arrays.copyOf(state, size * 2);
        }
        at[size] = norm;
        state[size++] = as;
    }

    /// A TRUE norm that a TRUE norm of the other effect prevails over no longer stands; it still
    /// prevails over others.
    void settle() {
        for (var i = 0; i < size; i++) {
            if (state[i] != UNKNOWN) {
                for (var yields : plane.over(at[i])) {
                    override(yields);
                }
            }
        }
    }

    private void override(int norm) {
        for (var i = 0; i < size; i++) {
            if (at[i] == norm && state[i] == STANDS) {
                state[i] = OVERRIDDEN;
                return;
            }
        }
    }

    Reason reason() {
        var permits = false;
        var denies = false;
        for (var i = 0; i < size; i++) {
            if (state[i] == STANDS) {
                permits |= is(i, Effect.PERMIT);
                denies |= is(i, Effect.DENY);
            }
        }
        if (denies) {
            return permits ? Reason.CONFLICT : Reason.DENIED_BY_NORM;
        }
        for (var i = 0; i < size; i++) {
            if (permits ? mightDeny(i) : hangsOnException(i)) {
                return Reason.UNKNOWN;
            }
        }
        return permits ? Reason.PERMITTED : Reason.NO_PERMIT;
    }

    private boolean is(int i, Effect effect) {
        return plane.norm(at[i]).effect() == effect;
    }

    /// An UNKNOWN denial counts unless a standing permit prevails over it.
    private boolean mightDeny(int i) {
        if (state[i] != UNKNOWN || !is(i, Effect.DENY)) {
            return false;
        }
        for (var j = 0; j < size; j++) {
            if (state[j] == STANDS && prevails(j, at[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean prevails(int j, int norm) {
        for (var yields : plane.over(at[j])) {
            if (yields == norm) {
                return true;
            }
        }
        return false;
    }

    /// A permit whose condition holds and of which only an exception is unknown.
    private boolean hangsOnException(int i) {
        return state[i] == UNKNOWN
                && is(i, Effect.PERMIT)
                && plane.norm(at[i]).condition().value(truths) == Truth.TRUE;
    }

    private boolean isUndecidedPermit(int i) {
        return state[i] == UNKNOWN
                && is(i, Effect.PERMIT)
                && plane.norm(at[i]).condition().value(truths) == Truth.UNKNOWN;
    }

    /// The first ground by rank: among the denials that stand, and those that might once the facts
    /// are known. -1 when there is none.
    int rung() {
        var first = -1;
        for (var i = 0; i < size; i++) {
            var counts = state[i] == STANDS && is(i, Effect.DENY) || mightDeny(i);
            if (counts && (first < 0 || isBefore(i, first))) {
                first = i;
            }
        }
        return first;
    }

    private boolean isBefore(int i, int j) {
        var ranks = Integer.compare(plane.norm(at[i]).rank(), plane.norm(at[j]).rank());
        // The same ground twice: what is known is told rather than what is not.
        return ranks < 0 || ranks == 0 && state[i] == STANDS && state[j] == UNKNOWN;
    }

    Norm norm(int i) {
        return plane.norm(at[i]);
    }

    boolean isKnown(int i) {
        return state[i] == STANDS;
    }

    void missing(Reason reason, IntConsumer each) {
        if (reason != Reason.UNKNOWN && reason != Reason.NO_PERMIT) {
            return;
        }
        var permits = false;
        for (var i = 0; i < size; i++) {
            permits |= state[i] == STANDS && is(i, Effect.PERMIT);
        }
        for (var i = 0; i < size; i++) {
            var caused =
                    reason == Reason.NO_PERMIT
                            ? isUndecidedPermit(i)
                            : permits ? mightDeny(i) : hangsOnException(i);
            if (caused) {
                norm(i).missing(truths, now, each);
            }
        }
    }

    /// Norms in these states, in the order of the plane.
    List<Norm> select(int states) {
        var selected = new int[size];
        var count = 0;
        for (var i = 0; i < size; i++) {
            if ((state[i] & states) != 0) {
                selected[count++] = at[i];
            }
        }
        Arrays.sort(selected, 0, count);
        var norms = new Norm[count];
        for (var i = 0; i < count; i++) {
            norms[i] = plane.norm(selected[i]);
        }
        return List.of(norms);
    }
}
