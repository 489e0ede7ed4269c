package qorgan.policy.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/// Which days are working days. The days are data: they change by decree, by vote and by the moon.
///
/// In a year that the data doesn't cover, rest days of the week are the only days off. The due day
/// is then never later than the true one: in doubt the earlier instant governs.
public record Calendar(
        Set<DayOfWeek> restDays,
        Set<LocalDate> off,
        Set<LocalDate> workingAnyway,
        Set<Integer> complete) {
    public Calendar {
        restDays = Set.copyOf(restDays);
        off = Set.copyOf(off);
        workingAnyway = Set.copyOf(workingAnyway);
        complete = Set.copyOf(complete);
    }

    public boolean isWorkingDay(LocalDate day) {
        if (workingAnyway.contains(day)) {
            return true;
        }
        return !restDays.contains(day.getDayOfWeek()) && !off.contains(day);
    }

    /// The day itself when it is a working day, else the first one after it.
    public LocalDate workingDayFrom(LocalDate day) {
        var working = day;
        while (!isWorkingDay(working)) {
            working = working.plusDays(1);
        }
        return working;
    }

    /// The n-th working day after a day that is not counted itself; the day itself for none.
    public LocalDate plusWorkingDays(LocalDate day, int count) {
        var reached = day;
        for (var left = count; left > 0; left--) {
            reached = workingDayFrom(reached.plusDays(1));
        }
        return reached;
    }

    /// Whether the data knows every day off of that year.
    public boolean covers(int year) {
        return complete.contains(year);
    }
}
