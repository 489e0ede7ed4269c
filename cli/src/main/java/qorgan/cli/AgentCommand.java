package qorgan.cli;

import picocli.CommandLine.Command;

/// An office's key agent.
@Command(
        name = "agent",
        description = {
            "An office's key agent: gives its half of a pretrial record's key, after its own checks.",
            "Run it as an operating-system user of its own, with a keystore of its own custodians."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AgentInit.class, AgentChannel.class, AgentRun.class})
final class AgentCommand {}
