package qorgan.ledger;

import java.security.SecureRandom;
import java.util.Arrays;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;

/// One entry of the log as the public sees it: a format byte and a commitment, 33 bytes whatever it
/// stands for. The kind, the time and the number of fields are inside the commitment, so that tiles
/// betray no request. What it commits to is a [LeafOpening].
public final class Leaf {
    public static final int SIZE = 33;
    static final byte FORMAT = 1;

    private final Hash commitment;

    Leaf(Hash commitment) {
        this.commitment = commitment;
    }

    public static Leaf parse(byte[] bytes) {
        if (bytes.length != SIZE || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("not a leaf of this format");
        }
        return new Leaf(Hash.at(bytes, 1));
    }

    /// Stands for nothing, and nobody can tell: fills a quiet beat up to the length of a busy one.
    public static Leaf filler(SecureRandom random) {
        var commitment = new byte[Hash.SIZE];
        random.nextBytes(commitment);
        return new Leaf(Hash.of(commitment));
    }

    public byte[] bytes() {
        var bytes = new byte[SIZE];
        bytes[0] = FORMAT;
        commitment.copyTo(bytes, 1);
        return bytes;
    }

    public Hash commitment() {
        return commitment;
    }

    /// What stands in the lowest row of the tree.
    public Hash hash() {
        return Hasher.leafOf(bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leaf leaf && Arrays.equals(bytes(), leaf.bytes());
    }

    @Override
    public int hashCode() {
        return commitment.hashCode();
    }

    @Override
    public String toString() {
        return "Leaf[" + commitment + "]";
    }
}
