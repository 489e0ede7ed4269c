package qorgan.cli;

import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The one command line behind `bin/qorgan`. A new command is a class beside this one and a line in
/// `commands`.
///
/// Exit codes: 0 done, 1 the answer is no (a signature is wrong, a row was refused), 2 the command
/// was used wrongly or what it needs is missing.
@Command(
        name = "qorgan",
        mixinStandardHelpOptions = true,
        version = "qorgan 0.1.0",
        description = "Keeps the personal data of detained people and of victims.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nAlso:%n",
        footer = {
            "  demo   a whole living house on this machine; demo --check walks it",
            "  test   installs what the tests need and runs all of them",
            "  drill  breaks a small house again and again, then proves that nothing was lost",
            "  bench  measures",
            "  mutate mutation tests of policy, keys and ledger",
            "  jars   builds the jars without running tests"
        })
public final class Qorgan {
    /// What bin/qorgan does itself.
    private static final Set<String> OF_THE_SCRIPT =
            Set.of("demo", "test", "drill", "bench", "mutate", "jars", "help");

    /// More letters apart than this is another word.
    private static final int FAR = 2;

    private Qorgan() {}

    /// Every command, in the order in which the help lists them.
    private static List<Object> commands() {
        return List.of(
                new ImportCommand(),
                new EvaluateCommand(),
                new DeadlineCommand(),
                new RulebookCommand(),
                new LawCommand(),
                new LedgerCommand(),
                new WitnessCommand(),
                new KeysCommand(),
                new SignCommand(),
                new ReceiptCommand(),
                new AgentCommand());
    }

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Qorgan());
        commands().forEach(line::addSubcommand);
        return line.setExecutionExceptionHandler(Qorgan::say)
                .setParameterExceptionHandler(Qorgan::misused);
    }

    /// What is wrong with the command line, the nearest command where there is none of this name,
    /// and where help is.
    private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
        var line = misuse.getCommandLine();
        var err = line.getErr();
        var typed = arguments.length == 0 ? "" : arguments[0];
        if (line.getParent() == null && !typed.isEmpty() && !typed.startsWith("-")) {
            var known = new TreeSet<>(line.getSubcommands().keySet());
            known.addAll(OF_THE_SCRIPT);
            err.println(
                    "qorgan: there is no command "
                            + typed
                            + nearest(typed, known)
                                    .map(name -> ". Did you mean " + name + "?")
                                    .orElse("."));
            err.println("bin/qorgan help lists all of them.");
        } else {
            err.println("qorgan: " + misuse.getMessage());
            err.println(
                    "bin/"
                            + line.getCommandSpec().qualifiedName()
                            + " --help says how it is used.");
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static Optional<String> nearest(String typed, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name -> distance(typed, name) <= FAR);
    }

    /// How many letters have to be put in, left out or changed.
    private static int distance(String one, String other) {
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    /// One line for the person at the desk; the whole trace only where `QORGAN_TRACE` asks for it.
    private static int say(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (System.getenv("QORGAN_TRACE") != null) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().println("qorgan: " + message(failure));
        return CommandLine.ExitCode.USAGE;
    }

    /// A file's own exception has nothing but its name as a message.
    private static String message(Exception failure) {
        var message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return switch (failure) {
            case NoSuchFileException _ -> "there is no file " + message;
            case AccessDeniedException _ -> "may not read or write " + message;
            case MalformedInputException _ -> "the file is not UTF-8 text";
            case FileSystemException file when file.getReason() == null ->
                    "cannot read or write " + message;
            default -> message;
        };
    }
}
