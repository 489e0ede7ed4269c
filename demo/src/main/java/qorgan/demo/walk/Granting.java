package qorgan.demo.walk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import qorgan.demo.client.Reply;
import tools.jackson.databind.JsonNode;

/// Steps 5 and 6: pretrial data stays closed until two different officials have signed; then
/// exactly the intersection opens, until one of them takes it back.
final class Granting {
    private static final String SUSPICION = "P.suspicion_summary";
    private static final String NUMBER = "P.case_number";
    private static final String QUALIFICATION = "P.legal_qualification";

    private Granting() {}

    static Step apply() {
        return new Step(
                "5. An investigator deposits pretrial data; the relative applies for a part of it",
                "Criminal Procedure Code art. 201; ICPPED art. 20(2) (ground, article, remedy)",
                Granting::deposit);
    }

    static Step grant() {
        return new Step(
                "6. The investigator and the procurator grant, each for themselves",
                "Criminal Procedure Code art. 201; Criminal Code art. 423 (warning)",
                Granting::grants);
    }

    private static void deposit(Walking walking) {
        var told = walking.transcript();
        var canaries = walking.canaries();
        var caseId = walking.keep("case", UUID.randomUUID().toString());
        var path = "/api/cases/" + caseId + "/pretrial";
        var body =
                Map.of(
                        "subject",
                        walking.kept("subject"),
                        "values",
                        Map.of(
                                NUMBER,
                                canaries.text("case number"),
                                QUALIFICATION,
                                canaries.text("legal qualification"),
                                SUSPICION,
                                canaries.text("suspicion"),
                                "P.evidence_list",
                                canaries.text("evidence")));
        told.same(
                "an investigator who is not assigned to the case deposits nothing",
                "nothing-here",
                walking.api().post(path, walking.official("investigator-akd"), body).code());
        for (var official : List.of("investigator-akd", "procurator-akd", "investigator-tob")) {
            walking.assign(official, caseId);
        }
        told.check(
                "assigned by one office and confirmed by another, they do",
                walking.api().post(path, walking.official("investigator-akd"), body).isGood());
        var request = walking.kept("request");
        var filing = "/api/requests/" + request + "/application";
        var fields = List.of(NUMBER, SUSPICION);
        told.same(
                "an application needs the agreement that the signers will see who asks",
                "value-missing",
                walking.api()
                        .post(
                                filing,
                                walking.person("asker", 0),
                                Map.of("fields", fields, "signersSeeWhoAsks", false))
                        .code());
        walking.keep(
                "application",
                walking.api()
                        .post(
                                filing,
                                walking.person("asker", 0),
                                Map.of("fields", fields, "signersSeeWhoAsks", true))
                        .good()
                        .made());
        var answer = Answering.read(walking, 0, request);
        told.check(
                "the whereabouts part arrives at once",
                Answering.released(answer).contains("W.whereabouts"));
        told.check("nothing of the pretrial part does", pretrial(answer).isEmpty());
        told.check(
                "a named official is to decide on it",
                withheld(answer).stream().allMatch(each -> each.hasNonNull("official")));
        refuse(walking, request);
    }

    private static void refuse(Walking walking, String request) {
        var told = walking.transcript();
        var waiting = List.<String>of();
        for (var official : List.of("investigator-akd", "procurator-akd")) {
            var token = walking.official(official);
            waiting =
                    walking.api()
                            .get("/api/refusals", token)
                            .good()
                            .json()
                            .valueStream()
                            .filter(each -> each.path("request").asString().equals(request))
                            .map(each -> each.path("refusal").asString())
                            .toList();
            for (var refusal : waiting) {
                var grounds = walking.api().get("/api/refusals/" + refusal, token);
                told.say(official + " reads the inner grounds: " + grounds.status());
                told.check(
                        official + " signs the refusal, by name",
                        walking.api()
                                .post("/api/refusals/" + refusal + "/signature", token, Map.of())
                                .isGood());
            }
            if (!waiting.isEmpty()) {
                break;
            }
        }
        told.check("the refusal waited for a human", !waiting.isEmpty());
        var answer = Answering.read(walking, 0, request);
        told.check(
                "the refusal has ground, article and remedy",
                !withheld(answer).isEmpty()
                        && withheld(answer).stream()
                                .allMatch(
                                        each ->
                                                !each.path("ground").asString("").isEmpty()
                                                        && !each.path("article")
                                                                .asString("")
                                                                .isEmpty()
                                                        && !each.path("remedy")
                                                                .asString("")
                                                                .isEmpty()));
        withheld(answer)
                .forEach(
                        each ->
                                told.say(
                                        each.path("field").asString()
                                                + ": "
                                                + each.path("ground").asString()
                                                + ", "
                                                + each.path("article").asString()));
    }

    private static void grants(Walking walking) {
        var told = walking.transcript();
        var now = walking.now();
        var week = now.plus(Duration.ofDays(7));
        badTerms(walking, now);
        var first = sign(walking, "investigator-akd", Set.of(NUMBER, SUSPICION), now, week);
        told.check("the investigator grants some fields for a week", first.is(201));
        var request = walking.kept("request");
        told.check(
                "one signature opens nothing",
                pretrial(Answering.read(walking, 0, request)).isEmpty());
        forTheOther(walking, now, week);
        told.check(
                "a second grant of the investigator is only the investigation's again: taken,",
                sign(walking, "investigator-akd", Set.of(SUSPICION), now, week).is(201));
        told.same("and nothing opens", Set.of(), pretrial(Answering.read(walking, 0, request)));
        var second =
                sign(
                        walking,
                        "procurator-akd",
                        Set.of(SUSPICION, QUALIFICATION),
                        now,
                        now.plus(Duration.ofDays(2)));
        told.check("the procurator grants others for two days", second.is(201));
        var before = Answering.read(walking, 0, request);
        told.check(
                "without the signed warning still nothing",
                pretrial(before).isEmpty() && before.json().path("warningDue").asBoolean(false));
        told.check(
                "the recipient signs the non-disclosure warning",
                walking.api()
                        .post(
                                "/api/requests/" + request + "/warning",
                                walking.person("asker", 0),
                                Map.of())
                        .isGood());
        told.same(
                "and gets exactly the intersection",
                Set.of(SUSPICION),
                pretrial(Answering.read(walking, 0, request)));
        walking.keep("decided", "yes");
        told.check(
                "the procurator revokes",
                walking.api()
                        .post(
                                "/api/grants/" + second.made() + "/revocation",
                                walking.steppedUp("procurator-akd"),
                                Map.of())
                        .isGood());
        told.check(
                "after the revocation, nothing",
                pretrial(Answering.read(walking, 0, request)).isEmpty());
        bothRoles(walking);
    }

    private static void badTerms(Walking walking, Instant now) {
        var told = walking.transcript();
        var token = walking.steppedUp("investigator-akd");
        var path = "/api/applications/" + walking.kept("application");
        told.same(
                "a grant before the request was opened is refused",
                "grant-missing",
                walking.api()
                        .post(
                                path + "/statement",
                                token,
                                terms(Set.of(SUSPICION), now, now.plusSeconds(60)))
                        .code());
        var opened = walking.api().get(path, token);
        told.check(
                "opening the request shows the signer who asks",
                walking.canaries().fields(opened.body()).contains("asker's name"));
        told.same(
                "an empty window is refused",
                "window-empty",
                walking.api()
                        .post(path + "/statement", token, terms(Set.of(SUSPICION), now, now))
                        .code());
        told.same(
                "a reversed window is refused",
                "window-empty",
                walking.api()
                        .post(
                                path + "/statement",
                                token,
                                terms(Set.of(SUSPICION), now, now.minusSeconds(9)))
                        .code());
        told.same(
                "a grant for a field that no grant opens is refused",
                "value-unreadable",
                walking.api()
                        .post(
                                path + "/statement",
                                token,
                                terms(Set.of("P.covert_measures"), now, now.plusSeconds(60)))
                        .code());
    }

    /// Nobody signs for the other office: not with their own key in the other's place, and not the
    /// other's statement with their own key.
    private static void forTheOther(Walking walking, Instant from, Instant to) {
        var told = walking.transcript();
        var own = drawn(walking, "investigator-akd", Set.of(SUSPICION), from, to);
        var swapped =
                new String(own, StandardCharsets.UTF_8)
                        .replace("\"side\":\"investigation\"", "\"side\":\"procuracy\"")
                        .getBytes(StandardCharsets.UTF_8);
        told.check("the statement names the side that signs", !Arrays.equals(own, swapped));
        told.same(
                "the investigator's signature in the procurator's place is refused",
                "value-unreadable",
                submit(walking, "investigator-akd", swapped, "investigator-akd").code());
        var others = drawn(walking, "procurator-akd", Set.of(SUSPICION), from, to);
        told.same(
                "so is the procurator's statement that the investigator hands in",
                "value-unreadable",
                submit(walking, "investigator-akd", others, "investigator-akd").code());
        told.same(
                "and the procurator's own statement under the investigator's certificate",
                "signature-invalid",
                submit(walking, "procurator-akd", others, "investigator-akd").code());
    }

    private static Map<String, Object> terms(Set<String> fields, Instant from, Instant to) {
        return Map.of("fields", fields, "from", from, "to", to, "noPrejudice", true);
    }

    private static Reply sign(
            Walking walking, String official, Set<String> fields, Instant from, Instant to) {
        return submit(walking, official, drawn(walking, official, fields, from, to), official);
    }

    /// The statement that the official is to sign for these terms.
    private static byte[] drawn(
            Walking walking, String official, Set<String> fields, Instant from, Instant to) {
        var token = walking.steppedUp(official);
        var path = "/api/applications/" + walking.kept("application");
        walking.api().get(path, token).good();
        var drawn = walking.api().post(path + "/statement", token, terms(fields, from, to)).good();
        return Base64.getDecoder().decode(drawn.need("/statement"));
    }

    private static Reply submit(
            Walking walking, String official, byte[] statement, String signedWith) {
        return walking.api()
                .post(
                        "/api/grants",
                        walking.steppedUp(official),
                        Map.of(
                                "statement",
                                statement,
                                "signature",
                                walking.desk().sign(signedWith, statement)));
    }

    private static void bothRoles(Walking walking) {
        var official = walking.account("investigator-tob");
        var reply =
                walking.api()
                        .post(
                                "/api/identity/officials",
                                walking.official("operator-akd"),
                                Map.of(
                                        "subject",
                                        UUID.randomUUID(),
                                        "office",
                                        walking.world().country().office("procuracy.KZ-AKD").id(),
                                        "region",
                                        "KZ-AKD",
                                        "roles",
                                        List.of("investigator", "procurator"),
                                        "serviceName",
                                        official.username(),
                                        "serviceNumber",
                                        "N-BOTH",
                                        "from",
                                        walking.now(),
                                        "to",
                                        walking.now().plus(Duration.ofDays(30))));
        walking.transcript()
                .same(
                        "nobody is entered as investigator and procurator at once",
                        "roles-exclude-each-other",
                        reply.code());
    }

    private static Set<String> pretrial(Reply answer) {
        return Answering.released(answer).stream()
                .filter(field -> field.startsWith("P."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> withheld(Reply answer) {
        return answer.json()
                .path("withheld")
                .valueStream()
                .filter(each -> each.path("field").asString("").startsWith("P."))
                .toList();
    }
}
