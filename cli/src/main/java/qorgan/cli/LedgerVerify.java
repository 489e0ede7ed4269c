package qorgan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;
import qorgan.ledger.verify.Main;

/// The verifier under another name: same arguments, same answers.
@Command(
        name = "verify",
        description = {
            "Checks a log, a proof or an exported case and names the first thing wrong.",
            "log DIR|URL, proof FILE, case DIR or dump FILE; the options are the verifier's own:",
            "--vkey, --policy, --witnesses, --quorum, --against, --origin, --json …"
        })
final class LedgerVerify implements Callable<Integer> {
    private static final List<String> COMMANDS = List.of("log", "proof", "case", "dump");

    /// In the order they were typed: the verifier reads them itself.
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        var all = new ArrayList<>(arguments);
        // `ledger verify DIR` is what everybody types first.
        if (!all.isEmpty()
                && !COMMANDS.contains(all.getFirst())
                && !all.getFirst().startsWith("-")) {
            all.addFirst("log");
        }
        return Main.run(all.toArray(String[]::new), System.out, System.err);
    }
}
