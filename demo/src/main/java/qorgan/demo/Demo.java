package qorgan.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bin/qorgan demo`: the living house, the walk through it, or a register to import.
@Command(
        name = "qorgan demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts a PostgreSQL, a Keycloak, a mail catcher and the service, with about 300"
                        + " invented people. Ctrl-C stops everything.")
final class Demo implements Callable<Integer> {
    @Option(
            names = "--check",
            description =
                    "On free ports, in a temporary directory: walk one request through every room,"
                            + " count what holds, and end.")
    private boolean check;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --check: leave transcript, receipts, log, dump and logs there.")
    private @Nullable Path out;

    @Option(
            names = "--long",
            description =
                    "With --check: also a register of 10,000 rows, timed, interrupted and repeated,"
                            + " and the demo itself stopped, killed and started again.")
    private boolean thorough;

    @Option(
            names = "--code",
            paramLabel = "NAME",
            description = "Say the one-time code of an official of the demo, and end.")
    private @Nullable String code;

    @Option(
            names = "--make-csv",
            paramLabel = "FILE",
            description = "Write a register of invented rows for bin/qorgan import, and end.")
    private @Nullable Path csv;

    @Option(
            names = "--rows",
            defaultValue = "10000",
            description = "With --make-csv: how many rows (${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--bad",
            defaultValue = "50",
            description = "With --make-csv: how many of them are bad (${DEFAULT-VALUE}).")
    private int bad;

    private Demo() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Demo())
                        .setExecutionExceptionHandler(
                                (failure, line, _) -> say(line.getErr(), failure))
                        .execute(arguments));
    }

    private static int say(PrintWriter err, Exception failure) {
        if (System.getenv("QORGAN_TRACE") != null) {
            failure.printStackTrace(err);
        }
        err.println("qorgan demo: " + failure.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws Exception {
        if (csv != null) {
            return Register.write(csv, rows, bad);
        }
        if (code != null) {
            return sayCode(code);
        }
        return check ? Check.run(out, thorough) : Living.run(Home.usual());
    }

    private static int sayCode(String username) throws IOException {
        var secrets = Secrets.in(Home.usual().resolve("secrets.properties"));
        var now = Clock.systemUTC().instant();
        var found = Accounts.code(secrets, username, now);
        System.out.println(
                found.orElse("there is no second factor of " + username + " in " + Home.usual()));
        return found.isPresent() ? 0 : 1;
    }
}
