package qorgan.policy.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/// Reads the numbers and units that rules write terms with.
final class Terms {
    private static final List<String> UNITS = List.of("minute", "hour", "day", "month", "year");

    private Terms() {}

    /// A number of units that the calculator counts; another unit of time is none of its business.
    static int counted(String amount, String unit, String counts) {
        var written = unit.toLowerCase(Locale.ROOT);
        if (UNITS.stream().anyMatch(other -> !other.equals(counts) && written.contains(other))) {
            throw new IllegalArgumentException("counts " + counts + "s, not " + unit);
        }
        var number = whole(amount);
        if (number < 0 || number > 100_000) {
            throw new IllegalArgumentException(
                    "not a number of units that a term can have: " + amount);
        }
        return (int) number;
    }

    static long minutes(String amount, String unit) {
        var number = whole(amount);
        if (Math.abs(number) > 10_000_000) {
            throw new IllegalArgumentException(
                    "not a number of units that a term can have: " + amount);
        }
        return switch (unit.strip().toLowerCase(Locale.ROOT).replaceFirst("s$", "")) {
            case "minute" -> number;
            case "hour" -> number * 60;
            case "day" -> number * 24 * 60;
            default -> throw new IllegalArgumentException("not a unit of exact time: " + unit);
        };
    }

    static Instant instant(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException noInstant) {
            throw new IllegalArgumentException(
                    "not an instant with its offset: " + written, noInstant);
        }
    }

    private static long whole(String amount) {
        try {
            return Long.parseLong(amount.strip());
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("not a whole number: " + amount, noNumber);
        }
    }
}
