package qorgan.cli;

import picocli.CommandLine.Command;

/// What custodians and operators do with keys. No command shows a value or a key of the store.
@Command(
        name = "keys",
        description = "The keys: make, unseal, seal, rotate, verify, destroy, move.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysInit.class,
            KeysUnseal.class,
            KeysSeal.class,
            KeysReshare.class,
            KeysStatus.class,
            KeysRotate.class,
            KeysRewrap.class,
            KeysReindex.class,
            KeysEpochs.class,
            KeysDecide.class,
            KeysDestroy.class,
            KeysVerify.class,
            KeysMove.class,
            KeysSplit.class,
            KeysJoin.class,
            KeysPlan.class
        })
final class KeysCommand {}
