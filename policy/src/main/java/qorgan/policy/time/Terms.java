package qorgan.policy.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Reads the numbers and units that rules write terms with.
final class Terms {
    private Terms() {}

    static int natural(String amount) {
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
        return switch (unit.strip().replaceFirst("s$", "")) {
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
