package qorgan.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.KeyName;
import qorgan.keys.Maintenance;
import qorgan.ledger.json.Json;

/// Wraps subjects' keys under the current class keys and epoch, beside a running service.
@Command(
        name = "rewrap",
        description = {
            "Wraps every subject's key under the current class key and this month's epoch.",
            "Online and resumable: after an interruption run it again; what is done is skipped."
        },
        mixinStandardHelpOptions = true)
final class KeysRewrap implements Callable<Integer> {
    private static final Clock CLOCK = Clock.systemUTC();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--dry-run", description = "count only")
    private boolean dryRun;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "begin after this key, as the progress names it")
    private String from = "";

    @Option(names = "--rate", description = "at most so many keys a second; 0 without limit")
    private int rate;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return store.open(
                (maintenance, table, root) -> {
                    long all = table.counts().values().stream().mapToLong(Long::longValue).sum();
                    Instant began = CLOCK.instant();
                    var end =
                            maintenance.rewrap(
                                    from.isEmpty() ? null : name(from),
                                    dryRun,
                                    step -> progress(step, all, began));
                    var elapsed = Duration.between(began, CLOCK.instant());
                    var text =
                            end.changed()
                                    + (dryRun ? " keys would be" : " keys")
                                    + " wrapped anew of "
                                    + end.seen()
                                    + ", in "
                                    + elapsed.toSeconds()
                                    + " s";
                    Told.to(
                            spec,
                            json,
                            Json.object()
                                    .with("seen", end.seen())
                                    .with("changed", end.changed())
                                    .with("dryRun", new Json.Flag(dryRun))
                                    .with("millis", elapsed.toMillis()),
                            text);
                    return 0;
                });
    }

    private void progress(Maintenance.Progress step, long all, Instant began) {
        var elapsed = Duration.between(began, CLOCK.instant());
        long millis = Math.max(1, elapsed.toMillis());
        if (rate > 0) {
            long owed = step.seen() * 1000 / rate - millis;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(0, owed)));
        }
        if (!json && !step.done() && spec != null) {
            long perSecond = Math.max(1, step.seen() * 1000 / millis);
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d of %d, %d a second, %d s left, at %s%n",
                            step.seen(),
                            all,
                            perSecond,
                            Math.max(0, all - step.seen()) / perSecond,
                            step.last());
        }
    }

    private static KeyName name(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a key's name is REGION/OWNER/PURPOSE/VERSION");
        }
        return new KeyName(
                parts[0], UUID.fromString(parts[1]), parts[2], Integer.parseInt(parts[3]));
    }
}
