package qorgan.demo.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import qorgan.demo.client.Reply;

/// Step 4: the answer and its receipt; the open search, and a facility's signed statement.
final class Answering {
    private Answering() {}

    static Step step() {
        return new Step(
                "4. The relative reads the answer; who asked for nobody known has an open search",
                "ICPPED art. 18(1)(a)-(g), 20(2); art. 12 and 18 (search)",
                Answering::run);
    }

    private static void run(Walking walking) {
        var told = walking.transcript();
        var answer = read(walking, 0, walking.kept("request"));
        told.same("the answer is given", "given", answer.at("/state").orElse(""));
        var released = answer.json().path("released");
        told.check(
                "each fact has its date and its source",
                !released.isEmpty()
                        && released.valueStream()
                                .allMatch(
                                        each ->
                                                each.hasNonNull("recordedAt")
                                                        && each.hasNonNull("source")));
        released.forEach(
                each ->
                        told.say(
                                each.path("field").asString()
                                        + ": released, recorded "
                                        + each.path("recordedAt").asString()
                                        + " "
                                        + each.path("citations")));
        told.check("where the person is stands in it", released(answer).contains("W.whereabouts"));
        receipts(walking);
        told.same(
                "another account reads nothing of it",
                "nothing-here",
                read(walking, 1, walking.kept("request")).code());
        search(walking);
        var guarded = read(walking, 2, walking.kept("request for a protected person"));
        told.check(
                "of the protected person nothing of the envelope is told",
                walking.canaries().fields(guarded.body()).stream()
                        .noneMatch(field -> field.startsWith("protected ")));
    }

    private static void receipts(Walking walking) {
        var told = walking.transcript();
        var path = "/api/requests/" + walking.kept("request") + "/receipt.";
        var asker = walking.person("asker", 0);
        var json = walking.api().get(path + "json?language=en", asker).good();
        var pdf = walking.api().get(path + "pdf?language=kk", asker).good();
        var keys = walking.api().get("/api/keys/receipts", asker).good();
        told.check(
                "the paper receipt is a PDF",
                new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII).equals("%PDF-"));
        try {
            var folder = Files.createDirectories(walking.world().out().resolve("receipts"));
            var receipt = Files.write(folder.resolve("answer.json"), json.body());
            Files.write(folder.resolve("answer.pdf"), pdf.body());
            var key =
                    Files.writeString(
                            folder.resolve("operator.key"),
                            keys.text().lines().findFirst().orElse("") + "\n");
            told.check(
                    "bin/qorgan receipt verify accepts it offline",
                    verification(walking, receipt, key) == 0);
            var spoiled = folder.resolve("answer-changed.json");
            Files.writeString(
                    spoiled, json.text().replaceFirst("W\\.whereabouts", "W.whereabout5"));
            told.check(
                    "and refuses it with one letter changed",
                    verification(walking, spoiled, key) == 1);
            Files.delete(spoiled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The exit code of the check by itself and with the operator's key, which must agree.
    private static int verification(Walking walking, Path receipt, Path key) {
        var alone = walking.desk().run("receipt", "verify", receipt.toString());
        var withKey =
                walking.desk()
                        .run("receipt", "verify", receipt.toString(), "--key", key.toString());
        return alone.code() == withKey.code() ? alone.code() : -1;
    }

    private static void search(Walking walking) {
        var told = walking.transcript();
        var request = walking.kept("request for nobody");
        var answer = read(walking, 1, request);
        told.same(
                "who asked for nobody known has an open search",
                "searching",
                answer.at("/state").orElse(""));
        told.check("with the time by which it must be answered", answer.at("/due").isPresent());
        var officer = walking.official("intake-akd");
        var owed = walking.api().get("/api/searches/owed", officer).good();
        var search = owed.need("/0/search");
        told.check("the facility is asked", !search.isEmpty());
        told.check(
                "it learns who is sought and not who asks",
                walking
                        .canaries()
                        .fields(
                                walking.api()
                                        .get("/api/searches/" + search + "/sought", officer)
                                        .body())
                        .stream()
                        .noneMatch(field -> field.startsWith("asker")));
        var text =
                walking.api()
                        .get(
                                "/api/searches/" + search + "/statement?verdict=not_in_our_records",
                                officer)
                        .good();
        var statement = Base64.getDecoder().decode(text.need("/statement"));
        var signature = walking.desk().sign("intake-akd", statement);
        var body =
                Map.of(
                        "verdict",
                        "not_in_our_records",
                        "statement",
                        statement,
                        "signature",
                        signature);
        var foreign = walking.desk().sign("custody-akd", statement);
        told.same(
                "a statement signed with somebody else's certificate is refused",
                "signature-invalid",
                walking.api()
                        .post(
                                "/api/searches/" + search + "/statements",
                                officer,
                                Map.of(
                                        "verdict",
                                        "not_in_our_records",
                                        "statement",
                                        statement,
                                        "signature",
                                        foreign))
                        .code());
        told.check(
                "the facility answers with a signed statement",
                walking.api()
                        .post("/api/searches/" + search + "/statements", officer, body)
                        .isGood());
        var after = read(walking, 1, request);
        told.check(
                "nobody was told \"not held\": the asker still reads that the search is open",
                after.at("/state").orElse("").equals("searching")
                        && !after.text().contains("not_in_our_records"));
    }

    static Reply read(Walking walking, int asker, String request) {
        return walking.api()
                .get(
                        "/api/requests/" + request + "/answer?language=en",
                        walking.person("asker", asker));
    }

    /// The codes of the released fields.
    static Set<String> released(Reply answer) {
        return answer.json()
                .path("released")
                .valueStream()
                .map(each -> each.path("field").asString())
                .collect(Collectors.toSet());
    }
}
