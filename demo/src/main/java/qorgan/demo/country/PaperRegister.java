package qorgan.demo.country;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A register of invented people as it might lie in an office's spreadsheet, some of its rows bad
/// in the ways in which such rows are bad.
public final class PaperRegister {
    private PaperRegister() {}

    /// So many rows, so many of them bad and spread over the whole; with the header, the lines of
    /// the file.
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
            var isBad = isBad(number, rows, bad);
            lines.add((isBad ? spoiled(row, badBefore(number, rows, bad), now) : row).line());
        }
        return lines;
    }

    /// The numbers that the bad rows have in such a file; the header is row 1.
    public static SortedSet<Integer> badRows(int rows, int bad) {
        return IntStream.range(0, rows)
                .filter(number -> isBad(number, rows, bad))
                .mapToObj(number -> number + 2)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int badBefore(int number, int rows, int bad) {
        return (int) (number * (long) bad / rows);
    }

    private static boolean isBad(int number, int rows, int bad) {
        return badBefore(number, rows, bad) != badBefore(number + 1, rows, bad);
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
