package qorgan.policy;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An unchangeable sorted set of names out of an array that is sorted already: a decision names
/// dozens of norms, and sorting them anew would cost more than finding them.
final class SortedNames extends AbstractSet<String> implements SortedSet<String> {
    private final String[] names;

    private SortedNames(String[] names) {
        this.names = names;
    }

    /// The names at these positions of a sorted list.
    static SortedNames at(BitSet positions, List<String> sorted) {
        var names = new String[positions.cardinality()];
        var at = 0;
        for (var i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
            names[at++] = sorted.get(i);
        }
        return new SortedNames(names);
    }

    @Override
    public boolean contains(@Nullable Object name) {
        return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
    }

    @Override
    public Iterator<String> iterator() {
        return List.of(names).iterator();
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedSet<String> subSet(String from, String to) {
        return new TreeSet<>(List.of(names)).subSet(from, to);
    }

    @Override
    public SortedSet<String> headSet(String to) {
        return new TreeSet<>(List.of(names)).headSet(to);
    }

    @Override
    public SortedSet<String> tailSet(String from) {
        return new TreeSet<>(List.of(names)).tailSet(from);
    }

    @Override
    public String first() {
        return List.of(names).getFirst();
    }

    @Override
    public String last() {
        return List.of(names).getLast();
    }
}
