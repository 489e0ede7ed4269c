package qorgan.keys;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// Under what a subject's key is wrapped, as the column `wrapping` says it: `2` or `2+2026-11`.
record Wrapping(int classVersion, @Nullable YearMonth epoch) {
    static Wrapping parse(String text) {
        int plus = text.indexOf('+');
        return plus < 0
                ? new Wrapping(Integer.parseInt(text), null)
                : new Wrapping(
                        Integer.parseInt(text.substring(0, plus)),
                        YearMonth.parse(text.substring(plus + 1)));
    }

    @Override
    public String toString() {
        return epoch == null ? Integer.toString(classVersion) : classVersion + "+" + epoch;
    }
}
