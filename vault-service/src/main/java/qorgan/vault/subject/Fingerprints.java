package qorgan.vault.subject;

import java.nio.ByteBuffer;
import org.springframework.stereotype.Component;
import qorgan.keys.BlindIndexes;
import qorgan.keys.BlindIndexes.Kind;
import qorgan.keys.Deposit;

/// Keyed hashes by which the database can say "this is the same" without learning what it is.
@Component
public class Fingerprints {
    private final BlindIndexes indexes;

    Fingerprints(BlindIndexes indexes) {
        this.indexes = indexes;
    }

    /// The fingerprint of these parts in this order.
    public byte[] of(String... parts) {
        return indexes.fingerprint(parts);
    }

    /// What the index stores for a number: exact, whatever spaces stand between the digits.
    ///
    /// A single blind index keeps 40 bits, so that a stolen table says little. Two people who are
    /// taken for one would be told each other's whereabouts, so for a number two independent
    /// indexes stand side by side: 80 bits, which a country's register does not collide.
    byte[] iin(Deposit deposit, String iin, int version) {
        return joined(
                indexes.stored(deposit, Kind.IIN, iin, version),
                indexes.stored(deposit, Kind.IIN_SECOND, iin, version));
    }

    /// What to look for under a live version of the key.
    byte[] iinLookup(String iin, int version) {
        return joined(
                indexes.lookup(Kind.IIN, iin, version),
                indexes.lookup(Kind.IIN_SECOND, iin, version));
    }

    static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
