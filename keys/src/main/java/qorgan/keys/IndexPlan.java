package qorgan.keys;

import java.math.BigInteger;

/// What an index of so many bits over so many people costs and gives away, in whole numbers.
///
/// @param population how many values are indexed
public record IndexPlan(BlindIndexes.Kind kind, long population) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    public IndexPlan {
        if (population < 0) {
            throw new IllegalArgumentException("a population is never negative");
        }
    }

    /// How many searches in a million, for somebody who is not there, hit a stranger: population
    /// over 2^bits. Rounded up, so that a rate is never stated as nothing.
    public long falsePositivesPerMillion() {
        var values = BigInteger.ONE.shiftLeft(kind.bits());
        var hits = BigInteger.valueOf(population).multiply(MILLION);
        return hits.add(values.subtract(BigInteger.ONE)).divide(values).longValueExact();
    }

    /// How many pairs of different people share a value, on average: n(n-1)/2 over 2^bits, rounded
    /// up.
    public long expectedCollisions() {
        var values = BigInteger.ONE.shiftLeft(kind.bits());
        var pairs =
                BigInteger.valueOf(population)
                        .multiply(BigInteger.valueOf(Math.max(0, population - 1)))
                        .shiftRight(1);
        return pairs.add(values.subtract(BigInteger.ONE)).divide(values).longValueExact();
    }

    /// What somebody learns who reads the column but has no key.
    public String leakage() {
        return switch (kind) {
            case IIN, IIN_SECOND, DOCUMENT, PHONE, EMAIL ->
                    "which rows have the same value, and how often; not the value";
            case NAME ->
                    "which rows share a name's token and a birth date, and how many tokens a name"
                            + " has; not the name";
        };
    }
}
