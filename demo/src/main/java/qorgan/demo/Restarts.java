package qorgan.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import qorgan.demo.walk.Finding;
import qorgan.embedded.EmbeddedPostgres.RolePasswords;

/// The living demo as a process of its own: stopped, started again, killed with everything it
/// started or without, and started again. Its data must be the same each time.
final class Restarts {
    private static final String READY = "Ctrl-C stops everything.";
    private static final Duration STARTUP = Duration.ofMinutes(5);
    private static final Duration GOODBYE = Duration.ofMinutes(2);
    private static final List<String> KEPT =
            List.of("register_event", "subject_person", "consent_consent", "audit_entry");

    private final Path home;
    private final Path said;
    private final List<Finding> findings = new ArrayList<>();

    private Restarts(Path place) {
        this.home = place.resolve("restarts");
        this.said = place.resolve("restarts.log");
    }

    /// Runs all of it in a home of its own under this place.
    static List<Finding> in(Path place) throws IOException {
        var restarts = new Restarts(place);
        try {
            restarts.run();
        } finally {
            restarts.own().forEach(ProcessHandle::destroyForcibly);
        }
        return List.copyOf(restarts.findings);
    }

    private void run() throws IOException {
        var demo = begin("the demo starts");
        var before = counts();
        stop(demo);
        demo = begin("started again, it goes on with the data it had");
        same(before);
        kill(Set.of(demo.toHandle()));
        finding("killed alone, it leaves its servers behind", own().findAny().isPresent());
        demo = begin("started again over those servers");
        same(before);
        var all = own().collect(Collectors.toSet());
        all.add(demo.toHandle());
        kill(all);
        demo = begin("killed with all its servers and started again");
        same(before);
        stop(demo);
    }

    private Process begin(String what) throws IOException {
        var from = System.nanoTime();
        Files.deleteIfExists(said);
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                House.root().resolve("demo/target/demo.jar").toString())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(said.toFile());
        builder.environment().put("QORGAN_DEMO_HOME", home.toString());
        builder.environment().put("QORGAN_HOME", House.root().toString());
        var demo = builder.start();
        var ready = awaits(STARTUP, () -> !demo.isAlive() || saidIsReady());
        finding(
                what + " in " + Duration.ofNanos(System.nanoTime() - from).toSeconds() + " s",
                ready && demo.isAlive());
        return demo;
    }

    private boolean saidIsReady() {
        try {
            return Files.readString(said).contains(READY);
        } catch (IOException notYet) {
            return false;
        }
    }

    private void stop(Process demo) {
        var from = System.nanoTime();
        demo.destroy();
        var ended = awaits(GOODBYE, () -> !demo.isAlive());
        finding(
                "told to stop, it is gone in "
                        + Duration.ofNanos(System.nanoTime() - from).toSeconds()
                        + " s",
                ended);
        finding("and so is everything it started", own().findAny().isEmpty());
    }

    private static void kill(Set<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /// What this home's demo started: its home stands in each command line.
    private Stream<ProcessHandle> own() {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                List.of(process.info().arguments().orElse(new String[0])).stream()
                                        .anyMatch(each -> each.contains(home + "/")));
    }

    private void same(List<Long> before) throws IOException {
        var now = counts();
        // The log may have grown by what the house does by itself; it never gets shorter.
        finding(
                "people, events and consents are as before, and no entry of the log is missing",
                now.subList(0, KEPT.size() - 1).equals(before.subList(0, KEPT.size() - 1))
                        && now.getLast() >= before.getLast());
    }

    private List<Long> counts() throws IOException {
        var ports = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("ports.properties"))) {
            ports.load(reader);
        }
        var database =
                new Database(
                        home.resolve("postgres"),
                        Integer.parseInt(ports.getProperty("database")),
                        new RolePasswords("", "", "", ""));
        return KEPT.stream().map(database::rows).toList();
    }

    private void finding(String statement, boolean holds) {
        findings.add(new Finding(statement, holds));
    }

    private static boolean awaits(Duration patience, BooleanSupplier holds) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (holds.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return false;
    }
}
