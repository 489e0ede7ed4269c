package qorgan.policy.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// How the law counts a term. There are nine ways, and a term counted in one of them cannot be
/// added to another: each is a type of its own.
///
/// A due instant is the first instant at which the term is over: a term that ends "before 24:00" of
/// a day is due at 00:00 of the next.
public sealed interface Calculator {
    /// Exact minutes on the UTC line: nights, rest days and changes of the zone don't matter, and
    /// nothing rolls. Negative minutes count back from the start.
    record DetentionMinutes(long minutes) implements Calculator {}

    /// Ordinary procedural hours: the hour already begun is not counted, so 10:20 and eight hours
    /// are due at 19:00.
    record ProceduralHours(int hours) implements Calculator {}

    /// Ordinary procedural days: the day already begun is not counted; a last day that is not a
    /// working day rolls to the first working day after it.
    record ProceduralDays(int days) implements Calculator {}

    /// Working days of the calendar; the day of the event is not counted.
    record WorkingDays(int days) implements Calculator {}

    /// Days of any kind; the day of the event is not counted, and nothing rolls.
    record CalendarDays(int days) implements Calculator {}

    /// The same day number so many months on, clamped to the end of the month, at the same time of
    /// day.
    record CalendarMonths(int months) implements Calculator {}

    /// The first working day of January or of July, on or after the start.
    record FixedDate() implements Calculator {}

    /// "Without delay": no number, so no due instant, and never "in time". The time gone by is
    /// shown instead.
    record WithoutDelay() implements Calculator {}

    /// The limit is stated in the request itself.
    record AsStated(Instant limit) implements Calculator {}

    /// When a term that starts so is due.
    default Due due(ZonedDateTime start, Calendar calendar) {
        return switch (this) {
            case DetentionMinutes(var minutes) ->
                    Due.at(start.toInstant().plus(minutes, ChronoUnit.MINUTES));
            case ProceduralHours(var hours) -> {
                var begun = start.truncatedTo(ChronoUnit.HOURS);
                yield Due.at(begun.plusHours(1L + hours).toInstant());
            }
            case ProceduralDays(var days) ->
                    endOf(calendar.workingDayFrom(start.toLocalDate().plusDays(days)), start);
            case WorkingDays(var days) ->
                    endOf(calendar.plusWorkingDays(start.toLocalDate(), days), start);
            case CalendarDays(var days) -> endOf(start.toLocalDate().plusDays(days), start);
            case CalendarMonths(var months) -> Due.at(start.plusMonths(months).toInstant());
            case FixedDate() -> endOf(reconciliationDay(start.toLocalDate(), calendar), start);
            case WithoutDelay() -> Due.OPEN;
            case AsStated(var limit) -> Due.at(limit);
        };
    }

    private static Due endOf(LocalDate day, ZonedDateTime start) {
        return Due.at(day.plusDays(1).atStartOfDay(start.getZone()).toInstant());
    }

    private static LocalDate reconciliationDay(LocalDate start, Calendar calendar) {
        var half = LocalDate.of(start.getYear(), start.getMonthValue() < 7 ? 1 : 7, 1);
        var day = calendar.workingDayFrom(half);
        return day.isBefore(start) ? calendar.workingDayFrom(half.plusMonths(6)) : day;
    }

    /// The calculator of a term as a rule writes it: its name, number and unit.
    ///
    /// @throws IllegalArgumentException for a name that is none of the nine, or an amount and unit
    ///     it can't count
    static Calculator named(String name, String amount, String unit) {
        return switch (name) {
            case "detention_minutes" -> new DetentionMinutes(Terms.minutes(amount, unit));
            case "ccp_hours" -> new ProceduralHours(Terms.counted(amount, unit, "hour"));
            case "ccp_days" -> new ProceduralDays(Terms.counted(amount, unit, "day"));
            case "working_days" -> new WorkingDays(Terms.counted(amount, unit, "day"));
            case "calendar_days" -> new CalendarDays(Terms.counted(amount, unit, "day"));
            case "calendar_months" -> new CalendarMonths(Terms.counted(amount, unit, "month"));
            case "fixed_date" -> new FixedDate();
            case "without_delay" -> new WithoutDelay();
            case "as_stated" -> new AsStated(Terms.instant(amount));
            default -> throw new IllegalArgumentException("no calculator is called " + name);
        };
    }
}
