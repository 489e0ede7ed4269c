package qorgan.vault.portal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.subject.Stated;

/// What a browser sends, read as what the form means. A box that was left empty is absent.
final class Typed {
    /// The zone in which officers write times: Kazakhstan has one since 1 March 2024.
    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    /// The longest text that a line takes, and the longest that a box of many lines takes.
    static final int LINE = 400;

    static final int LINES = 4_000;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final int IIN_DIGITS = 12;

    /// As a browser sends a day, and as people here write one where a browser has no calendar.
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, strict("dd.MM.uuuu"));

    private static final List<DateTimeFormatter> MINUTES =
            List.of(
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME,
                    strict("uuuu-MM-dd HH:mm"),
                    strict("dd.MM.uuuu HH:mm"));

    private Typed() {}

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static @Nullable Stated<String> stated(@Nullable String typed) {
        return text(typed).isEmpty() ? null : Stated.of(text(typed));
    }

    static Optional<LocalDate> date(@Nullable String typed) {
        for (var format : DAYS) {
            try {
                var day = LocalDate.parse(text(typed), format);
                return isOurTime(day) ? Optional.of(day) : Optional.empty();
            } catch (DateTimeException unreadable) {
                // the next way of writing a day
            }
        }
        return Optional.empty();
    }

    /// Day and minute in the officers' zone.
    static Optional<Instant> minute(@Nullable String typed) {
        for (var format : MINUTES) {
            try {
                var local = LocalDateTime.parse(text(typed), format);
                return isOurTime(local.toLocalDate())
                        ? Optional.of(local.atZone(ZONE).toInstant())
                        : Optional.empty();
            } catch (DateTimeException unreadable) {
                // the next way of writing a minute
            }
        }
        return Optional.empty();
    }

    static Optional<UUID> id(@Nullable String typed) {
        try {
            var id = UUID.fromString(text(typed));
            return id.toString().equalsIgnoreCase(text(typed)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /// The thing of a closed list that a code names.
    static <T> Optional<T> coded(@Nullable String code, Function<String, T> list) {
        try {
            return Optional.of(list.apply(text(code)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// Twelve digits, whether the check digit fits or not.
    static boolean isIin(@Nullable String typed) {
        return text(typed).length() == IIN_DIGITS
                && text(typed).chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    static boolean yes(@Nullable Boolean ticked) {
        return Boolean.TRUE.equals(ticked);
    }

    static void need(Errors errors, String field, @Nullable String typed) {
        if (text(typed).isEmpty()) {
            errors.rejectValue(field, "form.needed");
        }
    }

    /// The reasons of an act: their box has another label on each form, so the fault names it.
    static void needWords(Errors errors, @Nullable String typed) {
        if (text(typed).isEmpty()) {
            errors.rejectValue("words", "form.words.needed");
        }
    }

    static void needIin(Errors errors, String field, @Nullable String typed) {
        if (!isIin(typed)) {
            errors.rejectValue(
                    field, text(typed).isEmpty() ? "form.needed" : "form.iin.twelve-digits");
        }
    }

    /// Tells each line that is too long to be kept.
    static void fit(Errors errors, int longest, String field, @Nullable String typed) {
        if (typed != null && typed.length() > longest) {
            errors.rejectValue(field, "form.too-long", new Object[] {longest}, null);
        }
    }

    private static boolean isOurTime(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
