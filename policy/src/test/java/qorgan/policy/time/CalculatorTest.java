package qorgan.policy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qorgan.policy.pack.Packs;

class CalculatorTest {
    private final Calendar calendar = Packs.load().calendar();
    private final Deadlines deadlines = new Deadlines(calendar);

    @ParameterizedTest
    @CsvSource({
        // exact time: nights, rest days and the change of the zone don't matter
        "2026-03-20T22:30:00+05:00, 12, hours, detention_minutes, 2026-03-21T10:30:00+05:00",
        "2024-02-29T18:00:00+06:00, 12, hours, detention_minutes, 2024-03-01T05:00:00+05:00",
        "2024-02-29T23:59:00+06:00, 1, minutes, detention_minutes, 2024-02-29T23:00:00+05:00",
        "2024-02-29T18:00:00+05:00, 12, hours, detention_minutes, 2024-03-01T06:00:00+05:00",
        "2026-04-16T08:00:00+05:00, -8, hours, detention_minutes, 2026-04-16T00:00:00+05:00",
        "2026-04-16T08:00:00+05:00, 3, days, detention_minutes, 2026-04-19T08:00:00+05:00",
        // the hour already begun is not counted
        "2026-04-14T10:20:00+05:00, 8, hours, ccp_hours, 2026-04-14T19:00:00+05:00",
        "2026-04-14T10:59:59+05:00, 8, hours, ccp_hours, 2026-04-14T19:00:00+05:00",
        "2026-04-14T23:10:00+05:00, 1, hour, ccp_hours, 2026-04-15T01:00:00+05:00",
        // days: Nauryz rolls, an ordinary day doesn't
        "2026-03-20T10:00:00+05:00, 3, days, ccp_days, 2026-03-27T00:00:00+05:00",
        "2026-04-13T00:00:00+05:00, 3, days, ccp_days, 2026-04-17T00:00:00+05:00",
        // working days
        "2026-03-20T10:00:00+05:00, 1, working day, working_days, 2026-03-27T00:00:00+05:00",
        "2026-05-08T16:30:00+05:00, 1, working day, working_days, 2026-05-13T00:00:00+05:00",
        "2026-12-11T11:00:00+05:00, 5, working days, working_days, 2026-12-22T00:00:00+05:00",
        "2025-01-02T11:00:00+05:00, 1, working day, working_days, 2025-01-06T00:00:00+05:00",
        "2026-08-30T11:00:00+05:00, 1, working day, working_days, 2026-09-01T00:00:00+05:00",
        "2014-03-20T11:00:00+06:00, 1, working day, working_days, 2014-03-27T00:00:00+06:00",
        // calendar
        "2014-04-09T10:00:00+06:00, 15, calendar days, calendar_days, 2014-04-25T00:00:00+06:00",
        "2026-01-31T10:00:00+05:00, 1, month, calendar_months, 2026-02-28T10:00:00+05:00",
        "2024-01-31T10:00:00+06:00, 1, month, calendar_months, 2024-02-29T10:00:00+06:00",
        "2024-02-29T10:00:00+06:00, 12, months, calendar_months, 2025-02-28T10:00:00+05:00",
        // reconciliation
        "2027-01-01T00:00:00+05:00, 1, date, fixed_date, 2027-01-06T00:00:00+05:00",
        "2026-01-05T09:00:00+05:00, 1, date, fixed_date, 2026-01-06T00:00:00+05:00",
        "2026-01-06T00:00:00+05:00, 1, date, fixed_date, 2026-07-02T00:00:00+05:00",
        "2026-07-02T00:00:00+05:00, 1, date, fixed_date, 2027-01-06T00:00:00+05:00",
        // as the request states
        "2026-07-02T00:00:00+05:00, 2026-07-09T18:00:00+05:00, , as_stated, 2026-07-09T18:00:00+05:00",
        // written otherwise
        "2026-04-14T05:20:00Z, 8, hours, ccp_hours, 2026-04-14T19:00:00+05:00",
        "2026-04-14T10:20, 8, hours, ccp_hours, 2026-04-14T19:00:00+05:00",
        "2026-04-14, 0, calendar days, calendar_days, 2026-04-15T00:00:00+05:00",
    })
    void a_term_is_due(String start, String amount, String unit, String calculator, String due) {
        assertThat(deadlines.due(start, amount, unit == null ? "" : unit, calculator))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-14T10:20:00+05:00, , without delay, without_delay",
        "2026-04-14T10:20:00+05:00, 1, hours, sundial",
        "yesterday, 1, hours, ccp_hours",
        "2026-04-14T10:20:00+05:00, many, hours, ccp_hours",
        "2026-04-14T10:20:00+05:00, -1, hours, ccp_hours",
        "2026-04-14T10:20:00+05:00, 100001, days, ccp_days",
        "2026-04-14T10:20:00+05:00, 3, hours, working_days",
        "2026-04-14T10:20:00+05:00, 3, months, calendar_days",
        "2026-04-14T10:20:00+05:00, 3, months, detention_minutes",
        "2026-04-14T10:20:00+05:00, 10000001, minutes, detention_minutes",
        "2026-04-14T10:20:00+05:00, soon, date, as_stated",
    })
    void what_cannot_be_counted_says_why(
            String start, String amount, String unit, String calculator) {
        assertThat(deadlines.due(start, amount == null ? "" : amount, unit, calculator))
                .startsWith("error: ");
    }

    @Test
    void without_delay_has_no_due_and_yields_to_every_number() {
        var instant = Instant.parse("2026-04-14T10:00:00Z");
        assertThat(Due.OPEN.at()).isNull();
        assertThat(Due.OPEN.earlier(Due.at(instant))).isEqualTo(Due.at(instant));
        assertThat(Due.at(instant).earlier(Due.OPEN)).isEqualTo(Due.at(instant));
        assertThat(Due.at(instant).earlier(Due.at(instant.plusSeconds(1))))
                .isEqualTo(Due.at(instant));
        assertThat(Due.at(instant.plusSeconds(1)).earlier(Due.at(instant)))
                .isEqualTo(Due.at(instant));
    }

    @Test
    void a_year_without_data_has_only_the_weeks_rest_days() {
        assertThat(calendar.covers(2026)).isTrue();
        assertThat(calendar.covers(2014)).isFalse();
        assertThat(calendar.covers(2020)).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2020, 1, 1))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2020, 1, 4))).isFalse();
        assertThat(calendar.plusWorkingDays(LocalDate.of(2026, 4, 14), 0))
                .isEqualTo(LocalDate.of(2026, 4, 14));
    }

    @Test
    void a_rest_day_that_was_moved_is_worked() {
        assertThat(calendar.isWorkingDay(LocalDate.of(2025, 1, 5))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2025, 1, 3))).isFalse();
    }
}
