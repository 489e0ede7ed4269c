package qorgan.policy.norm;

import java.util.Arrays;

/// The values of all declared facts, by their index in the vocabulary: two bits a fact, so that a
/// copy costs a few words and the facts that are not FALSE can be walked without looking at the
/// others.
public final class Truths {
    private final long[] yes;
    private final long[] unknown;
    private final int size;

    private Truths(long[] yes, long[] unknown, int size) {
        this.yes = yes;
        this.unknown = unknown;
        this.size = size;
    }

    /// Every fact FALSE.
    public static Truths allFalse(int size) {
        var words = (size + 63) >>> 6;
        return new Truths(new long[words], new long[words], size);
    }

    /// Every fact UNKNOWN: where nothing was said, nothing is known.
    public static Truths allUnknown(int size) {
        var truths = allFalse(size);
        for (var fact = 0; fact < size; fact++) {
            truths.set(fact, Truth.UNKNOWN);
        }
        return truths;
    }

    public Truths copy() {
        return new Truths(yes.clone(), unknown.clone(), size);
    }

    public int size() {
        return size;
    }

    public Truth of(int fact) {
        var bit = 1L << fact;
        if ((yes[fact >>> 6] & bit) != 0) {
            return Truth.TRUE;
        }
        return (unknown[fact >>> 6] & bit) != 0 ? Truth.UNKNOWN : Truth.FALSE;
    }

    public void set(int fact, Truth truth) {
        var word = fact >>> 6;
        var bit = 1L << fact;
        yes[word] = truth == Truth.TRUE ? yes[word] | bit : yes[word] & ~bit;
        unknown[word] = truth == Truth.UNKNOWN ? unknown[word] | bit : unknown[word] & ~bit;
    }

    int words() {
        return yes.length;
    }

    /// The facts of one word of 64 that are TRUE or UNKNOWN.
    long notFalse(int word) {
        return yes[word] | unknown[word];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Truths that
                && size == that.size
                && Arrays.equals(yes, that.yes)
                && Arrays.equals(unknown, that.unknown);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(yes) + Arrays.hashCode(unknown);
    }

    @Override
    public String toString() {
        return "Truths[" + size + " facts]";
    }
}
