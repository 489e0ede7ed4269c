package qorgan.cli;

import picocli.CommandLine.Command;

/// What one does with the public log: copy it, check it, prove from it, have it witnessed.
@Command(
        name = "ledger",
        description = "The public log: copy, check, prove, witness.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LedgerExport.class,
            LedgerVerify.class,
            LedgerCase.class,
            LedgerProve.class,
            LedgerSlip.class,
            LedgerWitness.class,
            LedgerTail.class,
            LedgerStats.class
        })
final class LedgerCommand {}
