package qorgan.ledger.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two hash functions of RFC 6962 §2.1: leaves are prefixed with 0, inner nodes with 1, so that
/// neither can pass for the other. Holds one digest and is therefore for one thread; the static
/// methods are for the odd single hash.
public final class Hasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = sha256();

    public Hash leaf(byte[] entry) {
        digest.update(LEAF);
        return Hash.taking(digest.digest(entry));
    }

    /// Hashes `length` bytes of `source` as a leaf and writes the hash into `target`; allocates
    /// nothing.
    public void leaf(byte[] source, int offset, int length, byte[] target, int at) {
        digest.update(LEAF);
        digest.update(source, offset, length);
        finish(target, at);
    }

    public Hash node(Hash left, Hash right) {
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.taking(digest.digest(right.bytes()));
    }

    /// The root over `count` consecutive hashes of `source`. Preconditions: `count` is a power of
    /// two.
    public Hash perfect(byte[] source, int offset, int count) {
        var row = new byte[count * Hash.SIZE];
        System.arraycopy(source, offset, row, 0, row.length);
        for (int width = count; width > 1; width >>= 1) {
            for (int i = 0; i < width; i += 2) {
                digest.update(NODE);
                digest.update(row, i * Hash.SIZE, 2 * Hash.SIZE);
                finish(row, i / 2 * Hash.SIZE);
            }
        }
        return Hash.at(row, 0);
    }

    private void finish(byte[] target, int at) {
        try {
            digest.digest(target, at, Hash.SIZE);
        } catch (DigestException tooShort) {
            throw new IllegalStateException("no room for a hash", tooShort);
        }
    }

    public static Hash leafOf(byte[] entry) {
        return new Hasher().leaf(entry);
    }

    /// The root of a tree without leaves: the hash of nothing.
    public static Hash emptyRoot() {
        return Hash.taking(sha256().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
