package qorgan.vault.audit;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A month of the log in numbers. Nobody stands in it, and a number small enough to point at
/// somebody is not told.
///
/// @param days how many looks on each day, in order, rounded to tens
public record Report(YearMonth month, List<Section> sections, List<Long> days) {
    /// Fewer than this many are not told where they could point at somebody.
    public static final int THRESHOLD = 5;

    public Report {
        sections = List.copyOf(sections);
        days = List.copyOf(days);
    }

    /// One table of the report.
    ///
    /// @param words the key under which each line's code is said; empty where the code speaks
    public record Section(String key, String words, List<Line> lines) {
        public Section {
            lines = List.copyOf(lines);
        }

        /// The same table with every small number withheld, and, where only one would be, the next
        /// smallest as well: a total minus what is told must not give it back.
        Section suppressed() {
            var small = new ArrayList<Integer>();
            for (var at = 0; at < lines.size(); at++) {
                var count = lines.get(at).count();
                if (count != null && count > 0 && count < THRESHOLD) {
                    small.add(at);
                }
            }
            if (small.size() == 1) {
                var alone = small.getFirst();
                indexes().stream()
                        .filter(at -> !at.equals(alone))
                        .filter(at -> value(at) > 0)
                        .min(Comparator.comparingLong(this::value))
                        .ifPresent(small::add);
            }
            var told = new ArrayList<Line>();
            for (var at = 0; at < lines.size(); at++) {
                var line = lines.get(at);
                told.add(small.contains(at) ? new Line(line.code(), null) : line);
            }
            return new Section(key, words, told);
        }

        /// How long a line's bar is, in hundredths of the longest.
        public long share(Line line) {
            var most =
                    lines.stream()
                            .mapToLong(one -> one.count() == null ? 0 : one.count())
                            .max()
                            .orElse(0);
            return line.count() == null || most == 0 ? 0 : line.count() * 100 / most;
        }

        private List<Integer> indexes() {
            return java.util.stream.IntStream.range(0, lines.size()).boxed().toList();
        }

        private long value(int at) {
            var count = lines.get(at).count();
            return count == null ? 0 : count;
        }
    }

    /// One line of a table.
    ///
    /// @param count null where it is not told
    public record Line(String code, @Nullable Long count) {}
}
