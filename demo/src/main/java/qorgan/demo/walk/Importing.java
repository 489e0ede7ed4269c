package qorgan.demo.walk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import qorgan.demo.client.BrokenOff;
import qorgan.demo.country.PaperRegister;
import qorgan.embedded.DemoRealms;

/// A records officer brings a register in with `bin/qorgan import`: the command is killed in the
/// middle, then the service is, and in the end everything is in once.
final class Importing {
    private static final String OFFICER = "intake-tob";
    private static final Pattern PROGRESS = Pattern.compile("(\\d+) of (\\d+) rows");
    private static final Pattern RESULT =
            Pattern.compile("(\\d+) rows: (\\d+) taken, (\\d+) there already, (\\d+) refused");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long TARGET_SECONDS = 60;
    private static final int FACTS_OF_A_ROW = 2;

    private final Walking walking;
    private final Transcript told;
    private final Killable service;
    private final Path place;

    /// How many rows, how many of them bad, and how many the command sends at once.
    record Size(int rows, int bad, int batch) {
        int good() {
            return rows - bad;
        }
    }

    /// What a run of the command said in the end.
    private record Ended(int taken, int present, int refused) {}

    private Importing(Walking walking, Killable service, Path place) {
        this.walking = walking;
        this.told = walking.transcript();
        this.service = service;
        this.place = place;
    }

    static Step step(Killable service, Size size) {
        return new Step(
                "12. A register of "
                        + size.rows()
                        + " rows is brought in, interrupted twice, repeated",
                "ICPPED art. 17(3)",
                walking -> within(walking, service, work -> work.interrupted(size)));
    }

    /// The whole register in one go, against the clock.
    static Step timed(Killable service, Size size) {
        return new Step(
                "12a. " + size.rows() + " rows in one go",
                "",
                walking -> within(walking, service, work -> work.inOneGo(size)));
    }

    private interface Work {
        void of(Importing importing) throws IOException;
    }

    private static void within(Walking walking, Killable service, Work work) {
        try {
            var place = Files.createTempDirectory("qorgan-register-");
            work.of(new Importing(walking, service, place));
            try (var files = Files.list(place)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inOneGo(Size size) throws IOException {
        var file = register("whole-" + size.rows(), size);
        var from = System.nanoTime();
        var ended = ended(waitFor(begin(file, size)), place.resolve("said"));
        var seconds = Duration.ofNanos(System.nanoTime() - from).toSeconds();
        told.same("every good row is taken", size.good(), ended.taken());
        told.same(
                "every bad row is reported",
                PaperRegister.badRows(size.rows(), size.bad()),
                refused(file));
        told.check(
                size.rows() + " rows in " + seconds + " s, within " + TARGET_SECONDS,
                seconds <= TARGET_SECONDS);
    }

    private void interrupted(Size size) throws IOException {
        var file = register("interrupted-" + size.rows(), size);
        long before = rows("register_import");
        long events = rows("register_event");
        var first = begin(file, size);
        awaitPart(first, size.rows() / 4);
        first.destroyForcibly().onExit().join();
        told.check(
                "the command was killed with SIGKILL in the middle: "
                        + (rows("register_import") - before)
                        + " rows are in, each whole",
                isWhole(before, events));
        var second = begin(file, size);
        awaitPart(second, size.rows() / 2);
        told.check("the service was killed under it and is back", service.killAndWait());
        told.same("the command went on by itself to the end", 1, waitFor(second));
        var third = ended(waitFor(begin(file, size)), place.resolve("said"));
        told.same(
                "repeated, it finds every good row there already and takes nothing twice",
                new Ended(0, size.good(), size.bad()),
                third);
        told.same(
                "it reports exactly the bad rows",
                PaperRegister.badRows(size.rows(), size.bad()),
                refused(file));
        report(file).stream()
                .map(line -> line.substring(line.indexOf(';') + 1))
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()))
                .forEach((reason, count) -> told.say(count + " x " + reason));
        told.same(
                "the register holds each of them once",
                (long) size.good(),
                rows("register_import") - before);
        told.check("with every fact of each", isWhole(before, events));
    }

    /// An arrest and an admission for each row that is in.
    private boolean isWhole(long before, long events) {
        return rows("register_event") - events
                == FACTS_OF_A_ROW * (rows("register_import") - before);
    }

    private long rows(String table) {
        return walking.world().rows().applyAsLong(table);
    }

    /// @param name of no other register of the walk, whose rows would be found there already
    private Path register(String name, Size size) throws IOException {
        var lines =
                PaperRegister.lines(
                        name.hashCode(),
                        walking.now().truncatedTo(ChronoUnit.HOURS),
                        size.rows(),
                        size.bad());
        var marked = new ArrayList<String>(lines.size());
        for (var line : lines) {
            marked.add(line.replace("R-", name + "-"));
        }
        return Files.write(place.resolve(name + ".csv"), marked);
    }

    private Process begin(Path file, Size size) throws IOException {
        var secret =
                Files.writeString(place.resolve("secret"), walking.account(OFFICER).password());
        var command = walking.desk().command();
        command.addAll(
                List.of(
                        "import",
                        file.toString(),
                        "--service",
                        walking.world().service().toString(),
                        "--issuer",
                        walking.world().keycloak() + "/realms/" + DemoRealms.OFFICIALS,
                        "--client",
                        DemoRealms.WALK,
                        "--user",
                        OFFICER,
                        "--password-file",
                        secret.toString(),
                        "--batch",
                        Integer.toString(size.batch())));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(place.resolve("said").toFile())
                .start();
    }

    /// Waits until the command has said that so many rows are through.
    private void awaitPart(Process command, int wanted) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (command.isAlive() && System.nanoTime() < deadline) {
            var progress = PROGRESS.matcher(Files.readString(place.resolve("said")));
            var through = 0;
            while (progress.find()) {
                through = Integer.parseInt(progress.group(1));
            }
            if (through >= wanted) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new BrokenOff(
                "the import did not come so far: " + Files.readString(place.resolve("said")));
    }

    private int waitFor(Process command) {
        try {
            if (!command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                command.destroyForcibly();
                throw new BrokenOff("the import did not end");
            }
            return command.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("the walk was stopped", e);
        }
    }

    private static Ended ended(int code, Path said) throws IOException {
        var result = RESULT.matcher(Files.readString(said));
        if (!result.find()) {
            throw new BrokenOff("the import ended with " + code + ": " + Files.readString(said));
        }
        return new Ended(
                Integer.parseInt(result.group(2)),
                Integer.parseInt(result.group(3)),
                Integer.parseInt(result.group(4)));
    }

    private static List<String> report(Path file) throws IOException {
        return Files.readAllLines(Path.of(file + ".report.csv")).stream()
                .skip(1)
                .filter(line -> !line.contains("taken-irregular"))
                .toList();
    }

    private static SortedSet<Integer> refused(Path file) throws IOException {
        return report(file).stream()
                .map(line -> Integer.valueOf(line.substring(0, line.indexOf(';'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
