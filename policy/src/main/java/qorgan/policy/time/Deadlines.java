package qorgan.policy.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Counts one term after the other, each as somebody wrote it down.
public final class Deadlines {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private final Calendar calendar;

    public Deadlines(Calendar calendar) {
        this.calendar = calendar;
    }

    /// The due instant with its offset, or `error: …`.
    public String due(String start, String amount, String unit, String calculator) {
        try {
            var civil = civil(start);
            var due = Calculator.named(calculator, amount, unit).due(civil, calendar).at();
            return due == null
                    ? "error: without delay has no due instant"
                    : written(due.atZone(civil.getZone()));
        } catch (IllegalArgumentException | DateTimeException cannotCount) {
            return "error: " + cannotCount.getMessage();
        }
    }

    private static String written(ZonedDateTime due) {
        return due.getNano() == 0 ? SECONDS.format(due) : due.toOffsetDateTime().toString();
    }

    /// With its offset, or local time of Almaty; a bare day begins at midnight.
    private static ZonedDateTime civil(String start) {
        var written = start.replace(' ', 'T');
        try {
            if (written.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")) {
                return Zones.civil(OffsetDateTime.parse(written));
            }
            return written.contains("T")
                    ? LocalDateTime.parse(written).atZone(Zones.ALMATY)
                    : LocalDate.parse(written).atStartOfDay(Zones.ALMATY);
        } catch (DateTimeException noInstant) {
            throw new IllegalArgumentException("not an instant: " + start, noInstant);
        }
    }
}
