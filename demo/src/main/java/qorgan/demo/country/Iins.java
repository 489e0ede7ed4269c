package qorgan.demo.country;

import java.time.LocalDate;

/// Individual identification numbers with a right check digit: birth date, a digit for century and
/// sex, four digits of a serial number, and the digit that the eleven before it give by weights
/// modulo eleven.
public final class Iins {
    private Iins() {}

    /// The number with this serial, or the next serial that has a check digit at all: where both
    /// rows of weights leave ten, no number is issued.
    public static String of(LocalDate birth, boolean woman, int serial) {
        var century = birth.getYear() < 2000 ? 3 : 5;
        for (var step = 0; step < 10_000; step++) {
            var eleven =
                    "%02d%02d%02d%d%04d"
                            .formatted(
                                    birth.getYear() % 100,
                                    birth.getMonthValue(),
                                    birth.getDayOfMonth(),
                                    century + (woman ? 1 : 0),
                                    (serial + step) % 10_000);
            var check = checkDigit(eleven);
            if (check < 10) {
                return eleven + check;
            }
        }
        throw new IllegalStateException("no serial of this day has a check digit");
    }

    /// The same number with a check digit that cannot be right.
    static String spoiled(String iin) {
        var last = iin.charAt(11) - '0';
        return iin.substring(0, 11) + (last + 1) % 10;
    }

    private static int checkDigit(String eleven) {
        var first = weighed(eleven, 0);
        return first < 10 ? first : weighed(eleven, 2);
    }

    private static int weighed(String eleven, int shift) {
        var sum = 0;
        for (var position = 0; position < 11; position++) {
            sum += (eleven.charAt(position) - '0') * ((position + shift) % 11 + 1);
        }
        return sum % 11;
    }
}
