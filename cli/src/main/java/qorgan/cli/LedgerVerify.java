package qorgan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;
import qorgan.ledger.verify.Main;

/// The verifier under another name: same arguments, same answers.
@Command(
        name = "verify",
        description = {
            "Checks a log, a proof or an exported case and names the first thing wrong.",
            "log DIR|URL, proof FILE or case DIR; the other options are the verifier's own:",
            "--vkey, --policy, --witnesses, --quorum, --against, --origin, --json …"
        })
final class LedgerVerify implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "WHAT")
    private List<String> words = new ArrayList<>();

    @Unmatched private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        var arguments = new ArrayList<String>();
        if (words.size() + options.size() > 0 && isPlace()) {
            arguments.add("log");
        }
        arguments.addAll(words);
        arguments.addAll(options);
        return Main.run(arguments.toArray(String[]::new), System.out, System.err);
    }

    /// `ledger verify DIR` is what everybody types first.
    private boolean isPlace() {
        return words.isEmpty() || !List.of("log", "proof", "case").contains(words.getFirst());
    }
}
