package qorgan.demo.walk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import qorgan.demo.client.Reply;

/// Step 7: a transfer to the other region; the duty to tell starts again and ends with reading.
final class Telling {
    private static final String RULE = "kz-act1999-7-4-place-12h";

    private Telling() {}

    static Step step() {
        return new Step(
                "7. The person is transferred to the other region; the relative must be told within"
                        + " twelve hours",
                "Act of 30 March 1999 No. 353-I art. 7(4); ICPPED art. 17(3)(h), 18(1)(d)",
                Telling::run);
    }

    private static void run(Walking walking) {
        var told = walking.transcript();
        var before = walking.world().mail().get().size();
        var form =
                Map.of(
                        "subject",
                        walking.kept("subject"),
                        "from",
                        walking.kept("facility/" + Arresting.HOLDING),
                        "to",
                        walking.kept("facility/" + Arresting.HOLDING_ELSEWHERE),
                        "at",
                        walking.now().minus(Duration.ofMinutes(5)),
                        "authority",
                        walking.canaries().text("authority of transfer"),
                        "basis",
                        "arrest_record",
                        "another",
                        false);
        var path = "/api/register/transfers";
        var officer = walking.official("custody-akd");
        told.check("the transfer is taken", walking.api().post(path, officer, form).is(201));
        told.same(
                "a second officer who registers the same transfer is told that it stands",
                "already-done",
                walking.api().post(path, walking.official("intake-akd"), form).code());
        told.check(
                "the twelve-hour duty runs again", walking.eventually(() -> running(walking) > 0));
        told.check(
                "a message leaves through the mail server",
                walking.eventually(() -> walking.world().mail().get().size() > before));
        var sent = walking.world().mail().get();
        told.check(
                "it says only that something waits",
                sent.stream()
                        .allMatch(
                                each ->
                                        !each.text().contains("KZ-")
                                                && walking
                                                        .canaries()
                                                        .fields(
                                                                each.text()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                        .stream()
                                                        .allMatch("asker's address"::equals)));
        told.check("the duty is still open after sending", running(walking) > 0);
        var answer = Answering.read(walking, 0, walking.kept("request"));
        told.check(
                "the relative reads where the person is now, and no longer where they were",
                whereabouts(answer).contains("KZ-TOB") && !whereabouts(answer).contains("KZ-AKD"));
        told.check(
                "and that, not the sending, closes the duty",
                walking.eventually(() -> running(walking) == 0));
    }

    private static String whereabouts(Reply answer) {
        return answer.json()
                .path("released")
                .valueStream()
                .filter(each -> each.path("field").asString().equals("W.whereabouts"))
                .map(each -> each.path("value").asString())
                .findFirst()
                .orElse("");
    }

    /// Open clocks of the duty about this person, in either region.
    private static long running(Walking walking) {
        var subject = walking.kept("subject");
        return Stream.of("custody-akd", "custody-tob")
                .map(each -> walking.api().get("/api/clocks", walking.official(each)))
                .flatMap(each -> each.json().valueStream())
                .filter(each -> each.path("rule").asString("").equals(RULE))
                .filter(each -> each.path("about").asString("").equals(subject))
                .filter(each -> !each.hasNonNull("closedAt"))
                .count();
    }
}
