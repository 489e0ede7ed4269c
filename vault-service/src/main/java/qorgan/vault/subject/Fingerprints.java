package qorgan.vault.subject;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import qorgan.keys.BlindIndexes;
import qorgan.keys.Deposit;

/// Keyed hashes by which the database can say "this is the same" without learning what it is.
@Component
public class Fingerprints {
    private static final String SECOND = "IIN";

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
    byte[] iin(Deposit deposit, String iin) {
        return joined(
                indexes.stored(deposit, BlindIndexes.Kind.IIN, iin),
                indexes.stored(deposit, BlindIndexes.Kind.DOCUMENT, SECOND + iin));
    }

    /// What to look for: under the current key and, while keys change, under the one before.
    List<byte[]> iinLookups(String iin) {
        var first = indexes.lookups(BlindIndexes.Kind.IIN, iin);
        var second = indexes.lookups(BlindIndexes.Kind.DOCUMENT, SECOND + iin);
        var both = new ArrayList<byte[]>();
        for (int i = 0; i < first.size(); i++) {
            both.add(joined(first.get(i), second.get(i)));
        }
        return both;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
