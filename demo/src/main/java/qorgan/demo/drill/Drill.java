package qorgan.demo.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import qorgan.demo.Dump;
import qorgan.demo.Home;
import qorgan.demo.House;
import qorgan.demo.Vault;
import qorgan.demo.client.Api;
import qorgan.demo.country.Country;

/// `bin/qorgan drill`: breaks a small house again and again while people work in it, and then lets
/// a checker that shares no code with the service judge what is left.
@Command(
        name = "qorgan drill",
        mixinStandardHelpOptions = true,
        description =
                "Kills, freezes and lies to two instances, a witness and a PostgreSQL while clients"
                        + " work; then proves from an export, a dump and what clients were told that"
                        + " nothing was lost, doubled or contradicted.")
public final class Drill implements Callable<Integer> {
    private static final int CLIENTS = 3;
    private static final long SEED = 20_260_302;
    private static final String WAITING = "select count(*) from audit_leaf_pending";
    private static final String PLACED =
            "select count(*) + (select count(*) from audit_leaf_pending) from audit_position";
    private static final String COSIGNED =
            "select count(*) from (select max(size) as size from audit_cosignature) s where s.size < ";
    private static final String UNENDED =
            """
            select count(*) from audit_entry e where e.opens
              and not exists (select from audit_outcome o where o.entry_id = e.entry_id)
            """;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "for so long (${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--seconds", description = "for so many seconds instead")
    private @Nullable Integer seconds;

    @Option(names = "--seed", description = "repeats the order of an earlier drill's faults")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "leave journal, checkpoints, dump, log and the servers' logs there")
    private @Nullable Path out;

    private final Clock clock = Clock.systemUTC();
    private final PrintStream screen = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final long began = System.nanoTime();

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Drill())
                        .setExecutionExceptionHandler(
                                (failure, line, _) -> {
                                    line.getErr().println("qorgan drill: " + failure.getMessage());
                                    return CommandLine.ExitCode.USAGE;
                                })
                        .execute(arguments));
    }

    @Override
    public Integer call()
            throws IOException, GeneralSecurityException, SQLException, InterruptedException {
        var place = out == null ? Files.createTempDirectory("qorgan-drill-") : out;
        var service = List.of("-jar", Vault.jarUnder(House.root()).toString());
        var time = seconds == null ? Duration.ofMinutes(minutes) : Duration.ofSeconds(seconds);
        return run(place, service, House.cli(), time, seed == null ? clock.millis() : seed);
    }

    /// Runs a drill and gives the checker's exit status.
    ///
    /// @param service what follows `java` to start the service
    int run(Path place, List<String> service, Path cli, Duration time, long drawn)
            throws IOException, GeneralSecurityException, SQLException, InterruptedException {
        Files.createDirectories(place);
        say("seed " + drawn + "; everything is left in " + place);
        try (var home = Home.take(place.resolve("home"));
                var journal = new Journal(place.resolve("journal.tsv"))) {
            var country = Country.of(SEED, clock.instant());
            var booth = new TokenBooth(clock);
            try (var site = new Site(home, cli, service, country, booth)) {
                say("starting PostgreSQL, two instances and a witness");
                site.open(home.secrets());
                var facility =
                        new Settling(new Api(site.address(0)), booth, country, clock).settle();
                var clients =
                        new Clients(site.addresses(), booth, country, facility, journal, clock);
                var seen = new Seen(site.addresses(), place.resolve("checkpoints"));
                hurt(site, clients, seen, time, new Random(drawn));
                say(
                        "told: "
                                + journal.counts()
                                + ", stories ended "
                                + clients.stories()
                                + ", given up "
                                + clients.givenUp());
                leave(site, place);
            }
        }
        return judge(place, cli);
    }

    private void hurt(Site site, Clients clients, Seen seen, Duration time, Random random)
            throws IOException, InterruptedException {
        var faults = new Faults(site, random, this::say);
        var threads = new ArrayList<Thread>();
        for (int client = 0; client < CLIENTS; client++) {
            threads.add(Thread.ofVirtual().name("client-" + client).start(clients::work));
        }
        var watcher = Thread.ofVirtual().name("bystander").start(() -> watch(seen));
        var until = System.nanoTime() + time.toNanos();
        // First some undisturbed work, so that there is something to lose.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(4));
        while (System.nanoTime() < until) {
            faults.one();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(4_000)));
        }
        say("no more faults; " + faults.done());
        site.allWell();
        clients.stop();
        for (var thread : threads) {
            thread.join();
        }
        watcher.interrupt();
        watcher.join();
        say(seen.count() + " checkpoints were seen");
    }

    private static void watch(Seen seen) {
        try {
            while (!Thread.interrupted()) {
                seen.look();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// Waits until every entry has ended and every leaf of a dump is in the log; then copies the
    /// log.
    private void leave(Site site, Path place)
            throws IOException, SQLException, InterruptedException {
        var storage = site.storage();
        say("waiting until every entry has its outcome and every leaf its place");
        site.await("the outcomes", () -> isZero(storage, UNENDED));
        Dump.write(storage.url(), place.resolve("dump.sql"));
        var placed = storage.count(PLACED);
        site.await("the queue", () -> isZero(storage, WAITING));
        site.await("a countersigned checkpoint", () -> isZero(storage, COSIGNED + placed));
        var log = place.resolve("log");
        site.await(
                "the export",
                () ->
                        0
                                == cli(
                                        site,
                                        place,
                                        List.of(
                                                "ledger",
                                                "export",
                                                log.toString(),
                                                "--from",
                                                site.address(0).resolve("/log").toString())));
    }

    private static boolean isZero(Storage storage, String sql) {
        try {
            return storage.count(sql) == 0;
        } catch (SQLException notNow) {
            return false;
        }
    }

    private static int cli(Site site, Path place, List<String> arguments) {
        try {
            var all = new ArrayList<>(List.of("-jar", site.cli().toString()));
            all.addAll(arguments);
            return Program.run(all, place.resolve("cli.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /// The checker is a process of its own; so is the verifier, which must agree.
    private int judge(Path place, Path cli) throws IOException, InterruptedException {
        var verdict = place.resolve("verdict.txt");
        Files.deleteIfExists(verdict);
        int status =
                Program.run(
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                "qorgan.demo.drill.check.Checker",
                                place.toString()),
                        verdict);
        Files.readAllLines(verdict).forEach(this::say);
        int verified =
                Program.run(
                        List.of(
                                "-jar",
                                cli.toString(),
                                "ledger",
                                "verify",
                                "log",
                                place.resolve("log").toString(),
                                "--witnesses",
                                place.resolve("log/witnesses").toString()),
                        place.resolve("verify.txt"));
        Files.readAllLines(place.resolve("verify.txt")).forEach(this::say);
        boolean forked = Files.exists(place.resolve("home/witness/evidence"));
        say(forked ? "WRONG: the witness holds evidence of a fork" : "the witness saw no fork");
        return status == 0 && verified == 0 && !forked ? 0 : 1;
    }

    private void say(String line) {
        screen.printf("[%6.1f s] %s%n", (System.nanoTime() - began) / 1e9, line);
    }
}
