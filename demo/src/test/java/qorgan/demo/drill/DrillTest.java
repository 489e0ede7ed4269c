package qorgan.demo.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.demo.Vault;

/// The short form of the drill, on the service's own jar; then everything that it left is bent in
/// each way that the checker must notice.
class DrillTest {
    private static final Duration SHORT = Duration.ofSeconds(20);

    @Test
    void whatever_dies_nothing_is_lost_doubled_or_contradicted(@TempDir Path temporary)
            throws Exception {
        var root = Path.of(System.getProperty("qorgan.root", ".."));
        var cli = root.resolve("cli/target/cli.jar");
        assumeTrue(
                Files.exists(cli), "cli/target/cli.jar is not built: bin/qorgan drill builds it");
        assumeTrue(isBuilt(root), "the service's jar is not built: bin/qorgan drill builds it");
        var place = temporary.resolve("drill");
        var service = List.of("-jar", Vault.jarUnder(root).toString());
        assertThat(new Drill().run(place, service, cli, SHORT, 20_260_302)).isZero();
        assertThat(verdict(place)).contains("the checker found nothing wrong");
        everyBendIsNoticed(place, temporary);
    }

    private static boolean isBuilt(Path root) {
        try {
            return Files.exists(Vault.jarUnder(root));
        } catch (IOException absent) {
            return false;
        }
    }

    private static void everyBendIsNoticed(Path place, Path temporary) throws Exception {
        var bends =
                List.of(
                        new Bend(
                                "an outcome lost",
                                "dump.sql",
                                text -> without(text, "COPY public.audit_outcome ", 1),
                                "with a leaf is gone"),
                        new Bend(
                                "an entry lost",
                                "dump.sql",
                                text -> without(text, "COPY public.audit_entry ", 1),
                                "has a leaf and is not there"),
                        new Bend(
                                "a place lost",
                                "dump.sql",
                                text -> without(text, "COPY public.audit_position ", 3),
                                "gap at place"),
                        new Bend(
                                "a leaf rewritten",
                                "dump.sql",
                                text -> text.replaceFirst("\"revision\":0,", "\"revision\":7,"),
                                "is not of its content"),
                        new Bend(
                                "a slip that was never kept",
                                "journal.tsv",
                                text ->
                                        text
                                                + "slip\t0b0b5bd6-6f0c-4b38-9d0a-2f1c6f0f7a11\tAQ"
                                                + "A".repeat(42)
                                                + "\n",
                                "was given and is not in the log"),
                        new Bend(
                                "plaintext without an entry",
                                "journal.tsv",
                                text -> text.replaceAll("(?m)^(read\t.*)$", "$1,S.identity"),
                                "was shown under no entry"),
                        new Bend(
                                "another checkpoint of the same size",
                                "checkpoints/000003",
                                DrillTest::contradicted,
                                "is contradicted by the log"));
        for (var bend : bends) {
            var bent = copy(place, temporary.resolve("bent"));
            var file = bent.resolve(bend.file);
            var before = Files.readString(file);
            var after = bend.change.apply(before);
            assertThat(after).as(bend.name).isNotEqualTo(before);
            Files.writeString(file, after);
            assertThat(verdict(bent)).as(bend.name).contains(bend.caught);
        }
    }

    private record Bend(String name, String file, UnaryOperator<String> change, String caught) {}

    /// The text without the nth row of a table.
    private static String without(String dump, String table, int row) {
        var lines = dump.lines().collect(Collectors.toList());
        int at = 0;
        while (!lines.get(at).startsWith(table)) {
            at++;
        }
        lines.remove(at + row);
        return String.join("\n", lines) + "\n";
    }

    /// Another root under the same signature.
    private static String contradicted(String note) {
        var lines = note.split("\n", -1);
        lines[2] = (lines[2].startsWith("A") ? "B" : "A") + lines[2].substring(1);
        return String.join("\n", lines);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var name = from.relativize(file);
                if (name.startsWith("home")) {
                    continue;
                }
                var target = to.resolve(name);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return to;
    }

    private static String verdict(Path place) throws Exception {
        var said = Files.createTempFile(place, "verdict", ".txt");
        Program.run(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "qorgan.demo.drill.check.Checker",
                        place.toString()),
                said);
        return Files.readString(said);
    }

    @Test
    void the_checker_knows_nothing_but_the_jdk() throws IOException {
        var sources =
                Path.of(System.getProperty("qorgan.root", ".."))
                        .resolve("demo/src/main/java/qorgan/demo/drill/check");
        try (Stream<Path> files = Files.list(sources)) {
            var read = files.toList();
            assertThat(read).hasSizeGreaterThan(4);
            for (var file : read) {
                assertThat(Files.readAllLines(file))
                        .filteredOn(line -> line.startsWith("import "))
                        .allMatch(
                                line ->
                                        line.startsWith("import java.")
                                                || line.startsWith("import javax.crypto.")
                                                || line.startsWith("import org.jspecify."));
            }
        }
    }
}
