package qorgan.demo.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import qorgan.demo.client.Reply;

/// Steps 2 and 3: slips at once for everybody, which betray nobody; standing by another officer.
final class Asking {
    private static final int ROUNDS = 12;
    private static final int ATTEMPTS = 3;

    private Asking() {}

    static Step slips() {
        return new Step(
                "2. A relative, and a clerk for another one, ask and get a slip at once",
                "ICPPED art. 18, 22(c); Act of 12 January 2007 and Administrative Procedures Code (duty"
                        + " to accept)",
                Asking::ask);
    }

    static Step standing() {
        return new Step(
                "3. Another officer checks the kinship document and records standing",
                "ICPPED art. 18(1), persons with a legitimate interest",
                Asking::prove);
    }

    private static void ask(Walking walking) {
        var told = walking.transcript();
        var relative = enquire(walking, walking.person("asker", 0), walking.kept("iin/arrested"));
        told.check(
                "the relative has a numbered slip",
                relative.is(201) && relative.at("/number").isPresent());
        walking.keep("request", relative.need("/request"));
        walking.keep("slip number", relative.need("/number"));
        walking.keep("slip secret", relative.need("/secret"));
        told.check("the slip carries a signed promise", relative.at("/promise").isPresent());
        var clerk = enquire(walking, walking.official("clerk-akd"), walking.kept("iin/arrested"));
        told.check("the clerk has one for somebody without phone or account", clerk.is(201));
        walking.keep("clerk request", clerk.need("/request"));
        var nobody = enquire(walking, walking.person("asker", 1), walking.freshIin("nobody"));
        walking.keep("request for nobody", nobody.need("/request"));
        var guarded = enquire(walking, walking.person("asker", 2), walking.kept("iin/protected"));
        walking.keep("request for a protected person", guarded.need("/request"));
        told.check(
                "slips for somebody who exists, does not exist and is protected have one shape",
                shape(relative).equals(shape(nobody)) && shape(nobody).equals(shape(guarded)));
        timing(walking);
        foreignSlip(walking);
    }

    /// A difference that is there shows each time it is measured; a busy machine's does not.
    private static void timing(Walking walking) {
        var tells = true;
        for (var attempt = 0; tells && attempt < ATTEMPTS; attempt++) {
            var medians = medians(walking);
            walking.transcript()
                    .say("median times in microseconds (exists, nobody, protected): " + medians);
            var least = medians.stream().mapToLong(Long::longValue).min().orElse(0);
            var most = medians.stream().mapToLong(Long::longValue).max().orElse(0);
            tells = most > least + least / 3;
        }
        walking.transcript()
                .check("the time that a slip takes tells nothing (medians within a third)", !tells);
    }

    private static List<Long> medians(Walking walking) {
        var sought =
                List.of(
                        walking.kept("iin/arrested"),
                        walking.freshIin("nobody"),
                        walking.kept("iin/protected"));
        var taken = List.of(new ArrayList<Long>(), new ArrayList<Long>(), new ArrayList<Long>());
        var token = walking.person("asker", 3);
        for (var round = 0; round < ROUNDS; round++) {
            for (var turn = 0; turn < sought.size(); turn++) {
                // Each comes first, second and third in turn.
                var each = (turn + round) % sought.size();
                var begin = System.nanoTime();
                enquire(walking, token, sought.get(each)).good();
                taken.get(each).add((System.nanoTime() - begin) / 1000);
            }
        }
        return taken.stream().map(Asking::median).toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static void foreignSlip(Walking walking) {
        var told = walking.transcript();
        var path = "/api/requests/" + walking.kept("request");
        var other = walking.person("asker", 1);
        var foreign = walking.api().get(path, other);
        var absent = walking.api().get("/api/requests/" + UUID.randomUUID(), other);
        told.same(
                "somebody else's request is not there for another account",
                "nothing-here",
                foreign.code());
        told.check(
                "and that answer is the one for a request that does not exist",
                foreign.status() == absent.status()
                        && foreign.body().length == absent.body().length);
        var wrong =
                walking.api()
                        .post(
                                "/api/slips",
                                other,
                                Map.of(
                                        "number",
                                        walking.kept("slip number"),
                                        "secret",
                                        "0000-0000-0000"));
        told.same(
                "a slip's number with a wrong secret opens nothing", "nothing-here", wrong.code());
    }

    static Reply enquire(Walking walking, String token, String iin) {
        var canaries = walking.canaries();
        var form = new LinkedHashMap<String, Object>();
        form.put(
                "asker",
                Map.of(
                        "name",
                        canaries.text("asker's name"),
                        "document",
                        canaries.text("asker's document"),
                        "tie",
                        canaries.text("asker's tie")));
        form.put("relation", "relative");
        form.put("sought", Map.of("iin", iin));
        form.put("purpose", "whereabouts");
        form.put("fields", Arresting.WHEREABOUTS);
        form.put("contact", Map.of("way", "email", "address", walking.mailAddress()));
        form.put("language", "en");
        return walking.api().post("/api/requests", token, form);
    }

    /// The names of a slip's members with the lengths of their values.
    private static String shape(Reply slip) {
        var members = new TreeSet<String>();
        slip.json()
                .properties()
                .forEach(each -> members.add(each.getKey() + ":" + each.getValue().getNodeType()));
        return slip.status() + " " + members + " " + slip.contentType();
    }

    private static void prove(Walking walking) {
        var told = walking.transcript();
        var request = walking.kept("request");
        var officer = walking.official("standing-akd");
        told.same(
                "before standing everybody reads the same answer",
                waiting(walking, 0, request),
                waiting(walking, 1, walking.kept("request for nobody")));
        told.check(
                "the clerk who took a request cannot prove its standing",
                !evidence(
                                walking,
                                walking.official("clerk-akd"),
                                walking.kept("clerk request"),
                                true)
                        .isGood());
        var claim = walking.api().get("/api/requests/" + request + "/claim", officer);
        told.check("the standing officer sees who asks and what is claimed", claim.is(200));
        told.check(
                "and nothing about the person sought",
                !walking.canaries().fields(claim.body()).contains("IIN of arrested"));
        told.same(
                "without the kinship document standing is not proven",
                "standing-insufficient",
                evidence(walking, officer, request, false).code());
        told.check(
                "with it, standing is recorded", evidence(walking, officer, request, true).is(200));
        told.same(
                "a second record of the same standing changes nothing",
                "already-done",
                evidence(walking, officer, request, true).code());
        for (var other :
                List.of("request for nobody", "request for a protected person", "clerk request")) {
            evidence(walking, officer, walking.kept(other), true).good();
        }
    }

    private static String waiting(Walking walking, int asker, String request) {
        var answer =
                walking.api()
                        .get(
                                "/api/requests/" + request + "/answer",
                                walking.person("asker", asker));
        return answer.status() + " " + answer.at("/state").orElse("");
    }

    private static Reply evidence(
            Walking walking, String officer, String request, boolean kinship) {
        return walking.api()
                .post(
                        "/api/requests/" + request + "/standing",
                        officer,
                        Map.of(
                                "seen",
                                kinship
                                        ? List.of("identity_document", "kinship_record")
                                        : List.of("identity_document"),
                                "note",
                                walking.canaries().text("officer's note")));
    }
}
