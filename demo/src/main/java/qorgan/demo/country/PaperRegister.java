package qorgan.demo.country;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A register of invented people as it might lie in an office's spreadsheet, some of its rows
/// bad in the ways in which such rows are bad.
public final class PaperRegister {
    private PaperRegister() {}

    /// So many rows, so many of them bad and spread over the whole; with the header, the lines
    /// of the file.
    ///
    /// @throws IllegalArgumentException where more are to be bad than there are
    public static List<String> lines(long seed, Instant now, int rows, int bad) {
        if (bad < 0 || bad > rows) {
            throw new IllegalArgumentException("between 0 and " + rows + " rows can be bad");
        }
        var random = new Random(seed);
        var facilities =
                Facilities.all().stream().filter(each -> each.operator().equals("police")).toList();
        var lines = new ArrayList<String>(rows + 1);
        lines.add(RegisterRow.header());
        for (var number = 0; number < rows; number++) {
            var person = Country.heldByPolice(random, facilities, number, now);
            var row =
                    RegisterRow.of(
                            person, "R-%06d".formatted(number + 1), basis(facilities, person));
            var spoiledBefore = (int) (number * (long) bad / rows);
            var isSpoiled = spoiledBefore != (int) ((number + 1) * (long) bad / rows);
            lines.add((isSpoiled ? spoiled(row, spoiledBefore, now) : row).line());
        }
        return lines;
    }

    private static RegisterRow spoiled(RegisterRow row, int way, Instant now) {
        var iin = row.cells().get("iin");
        return switch (way % 5) {
            case 0 ->
                    iin == null ? row.with("arrested_at", "") : row.with("iin", Iins.spoiled(iin));
            case 1 -> row.with("arrested_at", now.plus(Duration.ofDays(30)).toString());
            case 2 -> row.with("birth_date", "31.02.1980");
            case 3 -> row.with("facility", "no-such-place");
            default -> row.with("register_number", "");
        };
    }

    private static String basis(List<Facility> facilities, Person person) {
        var kind =
                facilities.stream()
                        .filter(each -> person.facility().filter(each.key()::equals).isPresent())
                        .map(Facility::kind)
                        .findFirst()
                        .orElse("");
        return Facility.basisOf(kind);
    }
}
