package qorgan.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings an older register in. It may be interrupted and repeated at any moment: the service takes
/// a batch whole or not at all, and recognises a row that is in.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Brings an older register in from a CSV file (docs/import.md lists the columns).",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  QORGAN_TOKEN          an access token, instead of a sign-in",
            "  QORGAN_PASSWORD       the password for --user, instead of being asked",
            "  QORGAN_CLIENT_SECRET  the secret of --client, where it has one"
        })
final class ImportCommand implements Callable<Integer> {
    static final List<String> COLUMNS =
            List.of(
                    "register_number",
                    "iin",
                    "iin_as_stated",
                    "family_name",
                    "given_name",
                    "patronymic",
                    "birth_date",
                    "citizenship",
                    "address",
                    "contact",
                    "arrested_at",
                    "arrest_place",
                    "arrested_by",
                    "ordered_by",
                    "ground",
                    "supervised_by",
                    "record_drawn_at",
                    "wants_told",
                    "facility",
                    "admitted_at",
                    "basis",
                    "document",
                    "health",
                    "released_at",
                    "release_place",
                    "release_ground",
                    "certificate");

    private static final Set<String> NEEDED = Set.of("register_number", "arrested_at");

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, columns apart by ; or ,")
    private Path file = Path.of("");

    @Mixin private ServicePlace place = new ServicePlace();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "where refused and irregular rows are listed; default: FILE.csv.report.csv")
    private @Nullable Path report;

    @Option(
            names = "--batch",
            defaultValue = "250",
            description = "rows sent at once, at most 500; default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--parallel",
            defaultValue = "2",
            description = "batches on their way at once; default: ${DEFAULT-VALUE}")
    private int parallel;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (batch < 1 || batch > 500 || parallel < 1 || parallel > 16) {
            throw new ParameterException(
                    spec().commandLine(), "--batch is 1 to 500, --parallel 1 to 16");
        }
        int total = check();
        var err = spec().commandLine().getErr();
        var progress = new ImportProgress(err, System.console() != null, total);
        var listed = report == null ? Path.of(file + ".report.csv") : report;
        var http = ServicePlace.http();
        var signIn = place.signIn(http, spec());
        signIn.token();
        try (var rows = ImportTable.open(file);
                var out = Files.newBufferedWriter(listed, StandardCharsets.UTF_8)) {
            out.write("row;column;reason\n");
            send(rows, new ImportService(http, place.service(), signIn), out, progress);
        } finally {
            progress.end();
        }
        spec().commandLine()
                .getOut()
                .printf(
                        "%d rows: %d taken, %d there already, %d refused. Report: %s%n",
                        total, progress.taken(), progress.present(), progress.refused(), listed);
        spec().commandLine().getOut().flush();
        return progress.refused() == 0 ? 0 : 1;
    }

    /// Reads the file once before anything is sent: whether it is a table of these columns, and how
    /// many rows it has.
    private int check() throws IOException {
        try (var rows = ImportTable.open(file)) {
            var seen = new HashSet<String>();
            for (var column : rows.header()) {
                if (!COLUMNS.contains(column)) {
                    throw new ImportTable.Unreadable(
                            "the header names a column that is not known; docs/import.md lists them");
                }
                if (!seen.add(column)) {
                    throw new ImportTable.Unreadable(
                            "the header names the column " + column + " twice");
                }
            }
            for (var column : NEEDED) {
                if (!seen.contains(column)) {
                    throw new ImportTable.Unreadable("the header lacks the column " + column);
                }
            }
            int total = 0;
            while (rows.next() != null) {
                total++;
            }
            return total;
        }
    }

    private void send(
            ImportTable rows, ImportService service, BufferedWriter out, ImportProgress progress)
            throws IOException, InterruptedException {
        try (var pool = Executors.newFixedThreadPool(parallel)) {
            var answers = new ExecutorCompletionService<Sent>(pool);
            int onTheirWay = 0;
            try {
                for (var next = rows.next(); next != null; ) {
                    var sent = new ArrayList<ImportService.SentRow>();
                    for (; next != null && sent.size() < batch; next = rows.next()) {
                        if (next.cells().size() > rows.header().size()) {
                            out.write(next.number() + ";;more-cells-than-columns\n");
                            progress.refusedHere(1);
                        } else {
                            sent.add(row(rows.header(), next));
                        }
                    }
                    if (!sent.isEmpty()) {
                        if (onTheirWay == parallel) {
                            list(answers.take().get(), out, progress);
                            onTheirWay--;
                        }
                        answers.submit(() -> new Sent(service.send(sent), sent.size()));
                        onTheirWay++;
                    }
                }
                for (; onTheirWay > 0; onTheirWay--) {
                    list(answers.take().get(), out, progress);
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw new IOException(
                        "stopped: %s What is in stays in; repeat the command to go on."
                                .formatted(e.getCause() == null ? "" : e.getCause().getMessage()),
                        e);
            }
        }
    }

    private record Sent(ImportService.Answer answer, int rows) {}

    private static ImportService.SentRow row(List<String> header, ImportTable.Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            if (!row.cells().get(i).isBlank()) {
                cells.put(header.get(i), row.cells().get(i));
            }
        }
        return new ImportService.SentRow(row.number(), cells);
    }

    /// The report names rows and columns and holds nothing that stands in them.
    private static void list(Sent sent, BufferedWriter out, ImportProgress progress)
            throws IOException {
        for (var refused : sent.answer().refused()) {
            out.write("%d;%s;%s%n".formatted(refused.row(), refused.column(), refused.reason()));
        }
        for (var irregular : sent.answer().irregular()) {
            out.write(
                    "%d;;taken-irregular:%s%n"
                            .formatted(irregular.row(), String.join(",", irregular.rules())));
        }
        out.flush();
        progress.batch(sent.answer(), sent.rows());
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
