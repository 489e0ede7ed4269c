package qorgan.cli;

import picocli.CommandLine.Command;

/// What one does with a receipt or a slip.
@Command(
        name = "receipt",
        description = "Receipts and slips: check them, offline.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ReceiptVerify.class)
final class ReceiptCommand {}
