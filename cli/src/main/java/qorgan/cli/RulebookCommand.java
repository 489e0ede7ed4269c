package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import qorgan.policy.explain.RulebookPages;
import qorgan.policy.pack.Packs;
import qorgan.policy.scenario.Scenarios;

/// Writes the rulebook's pages from the law's data.
@Command(
        name = "rulebook",
        description = "Writes docs/rulebook from the law's data.",
        mixinStandardHelpOptions = true)
final class RulebookCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "where to (default: docs/rulebook of this house)")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException {
        var home = System.getenv().getOrDefault("QORGAN_HOME", ".");
        var folder = to == null ? Path.of(home, "docs", "rulebook") : to;
        Files.createDirectories(folder);
        for (var page : RulebookPages.of(Packs.load(), Scenarios.own()).entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
        return 0;
    }
}
