package qorgan.cli;

import java.io.IOException;
import java.io.PrintStream;
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
        try (var out = EvaluateCommand.standardOutput()) {
            return count(Files.readString(cases, StandardCharsets.UTF_8), out, System.err);
        }
    }

    /// The rows with one cell more. A row that cannot be counted says so in its cell, and the
    /// others go on; without a column to count by there is nothing to answer.
    static int count(String text, PrintStream out, PrintStream complaints) {
        var rows = Csv.read(text);
        if (rows.isEmpty()) {
            return 0;
        }
        var header = rows.getFirst().stream().map(String::strip).toList();
        for (var column : List.of("start", "calculator")) {
            if (!header.contains(column)) {
                complaints.println("line 1: the column " + column + " is missing");
                return 1;
            }
        }
        var deadlines = new Deadlines(Packs.load().calendar());
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
