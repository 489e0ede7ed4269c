package qorgan.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qorgan.demo.walk.Walk;
import qorgan.demo.walk.World;

/// The check: a house of its own on free ports in a temporary directory, the walk through it, the
/// search for canaries in everything that it left behind, and a count.
final class Check {
    private Check() {}

    static int run(@Nullable Path wanted, boolean thorough)
            throws IOException, GeneralSecurityException, SQLException {
        var place = Files.createTempDirectory("qorgan-check-");
        var out = wanted == null ? place.resolve("out") : wanted;
        Files.createDirectories(out);
        var progress = new Progress(System.out, House.STEPS + 2);
        Walk.Outcome walked;
        try (var home = Home.take(place.resolve("home"))) {
            walked = walk(home, place, out, progress, thorough);
            keepLogs(home, out);
        }
        Files.writeString(out.resolve("transcript.txt"), walked.text());
        // Only now: where the house did not even start, its logs are still there to be read.
        remove(place);
        System.out.println();
        if (wanted != null) {
            System.out.println("left in " + out.toAbsolutePath());
        }
        System.out.println("in " + progress.elapsed().toSeconds() + " s: " + walked.summary());
        return walked.failed() == 0 ? 0 : 1;
    }

    private static Walk.Outcome walk(
            Home home, Path place, Path out, Progress progress, boolean thorough)
            throws IOException, GeneralSecurityException, SQLException {
        var house = House.in(home, Ports.free(), progress, Clock.systemUTC());
        var stop = Thread.ofPlatform().unstarted(house::close);
        Runtime.getRuntime().addShutdownHook(stop);
        Walk walk;
        try (house) {
            house.open();
            progress.step("the country");
            new Settling(house, progress).settle();
            progress.step("the walk");
            walk = new Walk(world(house, out), screen());
            walk.run();
            walk.importing(house.killables().getFirst());
            if (thorough) {
                walk.importingMany(house.killables().getFirst());
            }
            // The import has killed the service already.
            walk.afterKilling(house.killables().subList(1, house.killables().size()));
            Dump.write(house.database().jdbcUrl(), out.resolve("dump.sql"));
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        walk.look(
                List.of(
                        out.resolve("dump.sql"),
                        home.at("logs"),
                        home.at("tmp"),
                        home.at("keycloak"),
                        home.at("postgres")));
        if (thorough) {
            walk.report("15. The demo is stopped, killed and started again", Restarts.in(place));
        }
        return walk.outcome();
    }

    static World world(House house, Path out) {
        return new World(
                house.service(),
                house.management(),
                house.keycloak().url(),
                house.accounts().officials(),
                house.accounts().people(),
                house.country(),
                House.cli(),
                username ->
                        new World.Signer(
                                house.certificates().file(username),
                                house.certificates().password(username)),
                () -> house.mail().arrived(),
                house.database()::rows,
                out,
                Clock.systemUTC());
    }

    /// The transcript holds names in Cyrillic letters, whatever the terminal's default is.
    private static PrintStream screen() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    private static void keepLogs(Home home, Path out) throws IOException {
        var logs = Files.createDirectories(out.resolve("logs"));
        try (var files = Files.list(home.at("logs"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        logs.resolve(file.getFileName().toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void remove(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
