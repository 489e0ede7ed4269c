package qorgan.cli;

import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
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
            "  bench  measures"
        })
public final class Qorgan {
    private Qorgan() {}

    /// Every command, in the order in which the help lists them.
    private static List<Object> commands() {
        return List.of(
                new ImportCommand(),
                new EvaluateCommand(),
                new DeadlineCommand(),
                new RulebookCommand(),
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
        return line.setExecutionExceptionHandler(Qorgan::say);
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
