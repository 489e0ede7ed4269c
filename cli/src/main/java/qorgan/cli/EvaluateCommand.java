package qorgan.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import qorgan.policy.Engine;
import qorgan.policy.cases.Cases;
import qorgan.policy.pack.PackFault;
import qorgan.policy.pack.Packs;
import qorgan.policy.scenario.Coverage;
import qorgan.policy.scenario.Scenarios;

/// Asks the policy engine about cases and scenarios out of files; one JSON object a line comes out,
/// in the file's order.
@Command(
        name = "evaluate",
        description = "Decides abstract cases or law scenarios, one JSON result a line.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private @Nullable What what;

    private static final class What {
        @Option(
                names = "--cases",
                paramLabel = "FILE.jsonl",
                description = "abstract cases, one a line")
        private @Nullable Path cases;

        @Option(names = "--scenarios", paramLabel = "FILE.yaml", description = "law scenarios")
        private @Nullable Path scenarios;

        @Option(
                names = "--coverage",
                description =
                        "which of the law's own scenarios fail without each norm, or with it"
                                + " weakened")
        private boolean coverage;
    }

    @Override
    public Integer call() throws IOException {
        if (what == null) {
            throw new IllegalStateException("picocli asks for one of the three");
        }
        try (var out = standardOutput()) {
            if (what.cases != null) {
                return cases(what.cases, out, System.err);
            }
            if (what.scenarios != null) {
                return scenarios(what.scenarios, out, System.err);
            }
            var coverage = Coverage.of(Packs.load(), Scenarios.own());
            coverage.lines().forEach(out::println);
            return coverage.isComplete() ? 0 : 1;
        }
    }

    static int scenarios(Path file, PrintStream out, PrintStream complaints) throws IOException {
        try {
            new Scenarios(new Engine(Packs.load()))
                    .answer(file.toString(), Files.readAllBytes(file), out::println);
            return 0;
        } catch (PackFault broken) {
            complaints.println(broken.getMessage());
            return 1;
        }
    }

    /// One line out for each line in. A case that breaks a rule is answered as such; what is wrong
    /// with it stands on the error stream, with the number of its line. A line that is not even a
    /// JSON object makes the exit code 1, after all others are answered.
    static int cases(Path file, PrintStream out, PrintStream complaints) throws IOException {
        var cases = new Cases();
        var code = 0;
        var number = 0;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                var text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (text.isBlank()) {
                    continue;
                }
                var answer = cases.answer(text);
                out.println(answer.json());
                if (answer.complaint() != null) {
                    complaints.println(file + ":" + number + ": " + answer.complaint());
                    code = answer.isObject() ? code : 1;
                }
            }
        }
        return code;
    }

    /// UTF-8 whatever the machine's locale, and one write for many lines.
    static PrintStream standardOutput() {
        var buffered = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        return new PrintStream(buffered, false, StandardCharsets.UTF_8);
    }
}
