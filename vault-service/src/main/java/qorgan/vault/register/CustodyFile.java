package qorgan.vault.register;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import qorgan.keys.Field;
import qorgan.vault.subject.SealedValue;

/// What the register says about a person now: the latest standing value of each field, what
/// happened without a value, and what has not happened.
///
/// @param values the sealed values, each with its entry and the time of that entry
/// @param gaps fields whose event has happened and whose value is missing: never told as "none"
/// @param explained those gaps for which the reason is registered; the value is the sealed reason
/// @param notHappened fields of events of which none is recorded
/// @param broken the rules that standing entries break
public record CustodyFile(
        Map<Field, SealedValue> values,
        Set<Field> gaps,
        Map<Field, SealedValue> explained,
        Set<Field> notHappened,
        Set<String> broken) {
    public CustodyFile {
        values = Map.copyOf(values);
        gaps = Set.copyOf(gaps);
        explained = Map.copyOf(explained);
        notHappened = Set.copyOf(notHappened);
        broken = Set.copyOf(broken);
    }

    /// Reads the file off the entries that stand, in the order in which they happened.
    static CustodyFile of(List<EventRow> standing) {
        var reading = new Reading();
        standing.forEach(reading::read);
        return reading.file();
    }

    private static final class Reading {
        private final Map<Field, SealedValue> values = new TreeMap<>();
        private final Map<Field, SealedValue> reasons = new TreeMap<>();
        private final Set<Field> expected = new TreeSet<>();
        private final Set<EventKind> happened = new HashSet<>();
        private final Set<String> broken = new TreeSet<>();

        void read(EventRow row) {
            if (row.kind() == EventKind.ARREST && happened.contains(EventKind.RELEASE)) {
                newDeprivation();
            }
            // Where two times of one arrest are recorded the earlier one governs
            // (kz-ccp-actual-time).
            var second = row.kind() == EventKind.ARREST && happened.contains(EventKind.ARREST);
            happened.add(row.kind());
            expected.addAll(Custody.FILLED_BY.getOrDefault(row.kind(), Set.of()));
            broken.addAll(row.broken());
            row.values()
                    .forEach(
                            (field, value) -> {
                                if (value.gap()) {
                                    reasons.put(field, row.sealedValue(field, value));
                                } else if (second) {
                                    values.putIfAbsent(field, row.sealedValue(field, value));
                                } else {
                                    values.put(field, row.sealedValue(field, value));
                                }
                            });
        }

        /// Arrested again after a release: the answer is about this deprivation of liberty.
        private void newDeprivation() {
            values.keySet().removeAll(Custody.WHEREABOUTS_FACTS);
            reasons.keySet().removeAll(Custody.WHEREABOUTS_FACTS);
            expected.clear();
            happened.clear();
        }

        CustodyFile file() {
            var gaps = new TreeSet<>(expected);
            gaps.removeAll(values.keySet());
            reasons.keySet().retainAll(gaps);
            var not = new TreeSet<>(Custody.WHEREABOUTS_FACTS);
            not.removeAll(values.keySet());
            not.removeAll(gaps);
            if (happened.isEmpty()) {
                not.clear();
            }
            return new CustodyFile(values, gaps, reasons, not, broken);
        }
    }
}
