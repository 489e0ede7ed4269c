package qorgan.vault.portal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qorgan.vault.subject.Stated;

/// What a browser sends, read as what the form means. A box that was left empty is absent.
final class Typed {
    /// The zone in which officers write times: Kazakhstan has one since 1 March 2024.
    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private Typed() {}

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static @Nullable Stated<String> stated(@Nullable String typed) {
        return text(typed).isEmpty() ? null : Stated.of(text(typed));
    }

    static Optional<LocalDate> date(@Nullable String typed) {
        try {
            return Optional.of(LocalDate.parse(text(typed)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// Day and minute in the officers' zone.
    static Optional<Instant> minute(@Nullable String typed) {
        try {
            return Optional.of(LocalDateTime.parse(text(typed)).atZone(ZONE).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static boolean yes(@Nullable Boolean ticked) {
        return Boolean.TRUE.equals(ticked);
    }
}
