package qorgan.policy.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Source;
import qorgan.policy.time.Calculator;
import qorgan.policy.time.Calendar;
import qorgan.policy.time.Zones;

/// Single values as scenarios write them.
final class Values {
    private static final Pattern MONTHS = Pattern.compile("(\\d+)\\s+months?");

    /// Other names under which a scenario may call a fact that nobody knows.
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("standing", "requester.standing"),
                    Map.entry("task", "requester.task"),
                    Map.entry("conflict", "requester.conflict"),
                    Map.entry("warning_signed", "requester.warning_signed"),
                    Map.entry("counsel_conflict", "requester.counsel_conflict"),
                    Map.entry("match", "subject.match"),
                    Map.entry("age", "subject.age"),
                    Map.entry("subject.age_years", "subject.age"),
                    Map.entry("citizenship", "subject.citizenship"),
                    Map.entry("protected", "subject.protected"),
                    Map.entry("asylum", "subject.asylum"),
                    Map.entry("subject.asylum_seeker", "subject.asylum"),
                    Map.entry("convicted", "subject.convicted"),
                    Map.entry("deceased", "subject.deceased"),
                    Map.entry("case.stage", "stage"),
                    Map.entry("request.purpose", "purpose"));

    private Values() {}

    static String factName(String written) {
        return NAMES.getOrDefault(written, written);
    }

    static boolean isUnknown(Source value) {
        return value.isText() && value.text().equals("unknown");
    }

    static Truth truth(Source value) {
        return switch (value.text()) {
            case "true", "TRUE" -> Truth.TRUE;
            case "false", "FALSE" -> Truth.FALSE;
            case "unknown", "UNKNOWN" -> Truth.UNKNOWN;
            default -> throw value.fault("true, false or unknown is expected here");
        };
    }

    static Truth truth(Source source, String member, Truth otherwise) {
        return source.find(member).map(Values::truth).orElse(otherwise);
    }

    /// TRUE for a text that says something.
    static Truth said(Source source, String member) {
        var value = source.find(member);
        if (value.isEmpty()) {
            return Truth.FALSE;
        }
        return switch (value.get().text().strip()) {
            case "unknown" -> Truth.UNKNOWN;
            case "", "false", "none", "not stated" -> Truth.FALSE;
            default -> Truth.TRUE;
        };
    }

    static Truth oneOf(Source source, String member, Set<String> listed) {
        var value = source.find(member);
        if (value.isEmpty()) {
            return Truth.FALSE;
        }
        return isUnknown(value.get())
                ? Truth.UNKNOWN
                : Truth.of(listed.contains(value.get().text()));
    }

    static <E extends Enum<E>> E constant(Source value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value.text()))
                .findFirst()
                .orElseThrow(
                        () ->
                                value.fault(
                                        "not one of " + Arrays.toString(type.getEnumConstants())));
    }

    static @Nullable Instant optionalInstant(Source source, String member) {
        return source.find(member)
                .filter(value -> !isUnknown(value))
                .map(Values::instant)
                .orElse(null);
    }

    /// An instant with its offset, or a local one of Almaty.
    static Instant instant(Source value) {
        var written = value.text().strip().replace(' ', 'T');
        try {
            if (written.length() == "2026-03-02".length()) {
                return LocalDate.parse(written).atStartOfDay(Zones.ALMATY).toInstant();
            }
            if (written.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")) {
                return OffsetDateTime.parse(written).toInstant();
            }
            return LocalDateTime.parse(written).atZone(Zones.ALMATY).toInstant();
        } catch (DateTimeException noInstant) {
            throw value.fault("an instant is expected here");
        }
    }

    /// The end of a consent: as written, or its period in months after the start.
    static @Nullable Instant end(Source consent, @Nullable Instant from) {
        var period = consent.find("period");
        if (period.isEmpty() || from == null || consent.find("to").isPresent()) {
            return optionalInstant(consent, "to");
        }
        var months = MONTHS.matcher(period.get().text());
        if (!months.matches()) {
            throw period.get().fault("a period in months is expected here");
        }
        var start = from.atZone(Zones.ALMATY);
        var calendar = new Calendar(Set.of(), Set.of(), Set.of(), Set.of());
        return Calculator.named("calendar_months", months.group(1), "months")
                .due(start, calendar)
                .at();
    }
}
