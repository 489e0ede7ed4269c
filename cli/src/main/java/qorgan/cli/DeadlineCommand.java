package qorgan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import qorgan.policy.pack.Packs;
import qorgan.policy.time.Deadlines;

/// Counts terms out of a CSV file: the same file comes out with a column `due`.
@Command(
        name = "deadline",
        description = "Adds to each row of start, amount, unit and calculator when it is due.",
        mixinStandardHelpOptions = true)
final class DeadlineCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("start", "amount", "unit", "calculator");

    @Option(
            names = "--cases",
            required = true,
            paramLabel = "FILE.csv",
            description = "rows to count")
    private @Nullable Path cases;

    @Override
    public Integer call() throws IOException {
        if (cases == null) {
            throw new IllegalStateException("picocli asks for the file");
        }
        var rows = Csv.read(Files.readString(cases, StandardCharsets.UTF_8));
        if (rows.isEmpty()) {
            return 0;
        }
        var deadlines = new Deadlines(Packs.load().calendar());
        var header = rows.getFirst().stream().map(String::strip).toList();
        for (var column : COLUMNS) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException(
                        cases
                                + ":1: the column "
                                + column
                                + " is missing; a row has "
                                + String.join(", ", COLUMNS));
            }
        }
        try (var out = EvaluateCommand.standardOutput()) {
            out.println(Csv.line(with(rows.getFirst(), "due")));
            for (var row : rows.subList(1, rows.size())) {
                var due =
                        deadlines.due(
                                cell(header, row, "start"),
                                cell(header, row, "amount"),
                                cell(header, row, "unit"),
                                cell(header, row, "calculator"));
                out.println(Csv.line(with(padded(row, header.size()), due)));
            }
        }
        return 0;
    }

    private static String cell(List<String> header, List<String> row, String column) {
        var at = header.indexOf(column);
        return at < 0 || at >= row.size() ? "" : row.get(at).strip();
    }

    private static List<String> padded(List<String> row, int size) {
        var padded = new ArrayList<>(row);
        while (padded.size() < size) {
            padded.add("");
        }
        return padded;
    }

    private static List<String> with(List<String> row, String cell) {
        var longer = new ArrayList<>(row);
        longer.add(cell);
        return longer;
    }
}
