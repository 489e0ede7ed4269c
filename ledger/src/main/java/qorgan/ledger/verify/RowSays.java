package qorgan.ledger.verify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import qorgan.ledger.CasePackage;
import qorgan.ledger.json.Json;

/// Whether a row of a dump says what its leaf committed to. A member of the leaf is compared with
/// the column of its name, if the table has one; lists and objects, which a dump writes in another
/// way, are left to the service.
final class RowSays {
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    private RowSays() {}

    /// The first column that says something else.
    static Optional<String> differs(Json.Members leaf, Map<String, String> row) {
        for (var member : leaf.values().entrySet()) {
            var column = columns(member.getKey()).stream().filter(row::containsKey).findFirst();
            if (column.isPresent()
                    && !agrees(member.getValue(), Objects.requireNonNull(row.get(column.get())))) {
                return column;
            }
        }
        return Optional.empty();
    }

    private static List<String> columns(String member) {
        if (member.equals("rowKind")) {
            return List.of("kind");
        }
        var snake = member.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return List.of(snake, snake + "_id", snake + "_digest");
    }

    private static boolean agrees(Json said, String cell) {
        return switch (said) {
            case Json.Whole(var number) -> cell.equals(Long.toString(number));
            case Json.Flag(var flag) -> cell.equals(flag ? "t" : "f");
            case Json.Text(var text) -> agrees(text, cell);
            default -> true;
        };
    }

    private static boolean agrees(String text, String cell) {
        if (cell.startsWith("\\x")) {
            var hex = cell.substring(2);
            return text.equals(hex)
                    || text.equals(CasePackage.digest(HexFormat.of().parseHex(hex)));
        }
        if (cell.startsWith("{") || cell.startsWith("[") || text.equals(cell)) {
            return true;
        }
        var said = instant(text);
        var stored = dumped(cell);
        // PostgreSQL rounds to a microsecond what a leaf may say to the nanosecond.
        return said.isPresent()
                && stored.isPresent()
                && Duration.between(said.get(), stored.get()).abs().compareTo(MICROSECOND) <= 0;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// `2026-03-02 09:00:00.5+00`
    private static Optional<Instant> dumped(String cell) {
        try {
            var iso = cell.replace(' ', 'T');
            return Optional.of(
                    OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d$") ? iso + ":00" : iso)
                            .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
