package qorgan.demo.walk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import qorgan.demo.client.Reply;

/// Steps 8 and 9: who saw what, without values; the log, checked offline; the person's own view.
final class Auditing {
    private Auditing() {}

    static Step desk() {
        return new Step(
                "8. The data-protection officer lists who saw what, and anyone checks the log",
                "Personal Data Act art. 25; ICPPED art. 17(3), 22",
                Auditing::audit);
    }

    static Step own() {
        return new Step(
                "9. The detained person sees in their own file who looked, and not who asked",
                "Personal Data Act art. 24; ICPPED art. 18(2)",
                Auditing::ownFile);
    }

    private static void audit(Walking walking) {
        var told = walking.transcript();
        var dpo = walking.official("dpo-akd");
        var entries =
                walking.api()
                        .get("/api/audit/entries?subject=" + walking.kept("subject"), dpo)
                        .good();
        var rows = entries.json().path("entries");
        told.check("the accesses to this person are listed", rows.size() > 3);
        told.check(
                "each with its basis",
                rows.valueStream().allMatch(each -> !each.path("basis").isEmpty()));
        told.check(
                "and without a single value", walking.canaries().fields(entries.body()).isEmpty());
        rows.valueStream()
                .limit(8)
                .forEach(
                        each ->
                                told.say(
                                        each.path("at").asString()
                                                + " "
                                                + each.path("kind").asString()
                                                + " "
                                                + each.path("basis")));
        var story =
                walking.api().get("/api/audit/requests/" + walking.kept("request") + "/story", dpo);
        told.check(
                "the story of the request holds its decisions, each with pack and digest",
                story.isGood() && !story.json().path("decisions").isEmpty());
        told.check(
                "a decision keeps truths and no values",
                walking.canaries().fields(story.body()).isEmpty());
        replay(walking, dpo, story);
        log(walking);
    }

    private static void replay(Walking walking, String dpo, Reply story) {
        var verdicts =
                story.json()
                        .path("decisions")
                        .valueStream()
                        .map(
                                each ->
                                        "/api/audit/decisions/"
                                                + each.path("digest").asString()
                                                + "/replay")
                        .map(path -> walking.api().post(path, dpo, Map.of()))
                        .map(each -> each.at("/verdict").orElse(each.code()))
                        .collect(Collectors.toSet());
        walking.transcript()
                .same("replayed, each decision comes out the same", Set.of("same"), verdicts);
    }

    private static void log(Walking walking) {
        var told = walking.transcript();
        var log = walking.world().out().resolve("log");
        var zip = walking.api().get("/api/ledger/export", walking.official("dpo-akd")).good();
        try {
            unpack(zip.body(), log);
            told.check("the log is downloaded", Files.exists(log.resolve("checkpoint")));
            told.check("with its verifier key", Files.exists(log.resolve("vkey")));
            var right = walking.desk().run("ledger", "verify", log.toString());
            told.check("bin/qorgan ledger verify recomputes the root offline", right.code() == 0);
            right.text().lines().limit(3).forEach(told::say);
            var copy = walking.world().out().resolve("log-changed");
            copy(log, copy);
            spoil(copy);
            var wrong = walking.desk().run("ledger", "verify", copy.toString());
            told.check(
                    "with one byte of one entry changed it fails and names the first bad leaf",
                    wrong.code() != 0 && wrong.text().toLowerCase(Locale.ROOT).contains("leaf"));
            wrong.text().lines().limit(2).forEach(told::say);
            remove(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(byte[] zip, Path to) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var name =
                        entry.getName().startsWith("log/")
                                ? entry.getName().substring(4)
                                : entry.getName();
                var file = to.resolve(name).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException("the export names a file outside itself");
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, in.readAllBytes());
                }
            }
        }
    }

    /// Changes one byte in the middle of the first tile of entries.
    private static void spoil(Path log) throws IOException {
        try (var files = Files.walk(log.resolve("tile").resolve("entries"))) {
            var tile = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
            var bytes = Files.readAllBytes(tile);
            bytes[bytes.length / 2] ^= 1;
            Files.write(tile, bytes);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void remove(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    private static void ownFile(Walking walking) {
        var told = walking.transcript();
        var account = walking.publicAccount("subject", 0);
        var link = "/api/subjects/" + walking.kept("subject") + "/account";
        told.check(
                "an officer who sees the person links the terminal's account",
                walking.api()
                        .post(link, walking.official("intake-akd"), Map.of("account", account.id()))
                        .isGood());
        var file = walking.api().get("/api/own-file?language=en", walking.person("subject", 0));
        told.check("the own file opens", file.is(200));
        told.check("with who looked", !file.json().path("looks").path("looks").isEmpty());
        told.check(
                "and not who asked",
                walking.canaries().fields(file.body()).stream()
                        .noneMatch(field -> field.startsWith("asker")));
        told.same(
                "another account has no own file here",
                "nothing-here",
                walking.api().get("/api/own-file", walking.person("subject", 1)).code());
    }
}
