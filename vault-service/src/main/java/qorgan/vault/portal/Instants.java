package qorgan.vault.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Instants as a person reads them: in Kazakhstan's time, with the offset said, in the page's
/// language.
@Component("instants")
public class Instants {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    /// The day, the minute and the offset.
    public String say(Instant instant) {
        var locale = LocaleContextHolder.getLocale();
        var local = instant.atZone(ZONE);
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(local)
                + DateTimeFormatter.ofPattern(", HH:mm ('UTC'xxx)", locale).format(local);
    }

    /// The day alone.
    public String dayOf(Instant instant) {
        return day(instant.atZone(ZONE).toLocalDate());
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(LocaleContextHolder.getLocale())
                .format(day);
    }
}
