package qorgan.demo.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.demo.client.Reply;

/// Step 1: an arrest and a placement to the minute; a placement without basis; what is impossible.
final class Arresting {
    static final String HOLDING = "temporary_holding_facility.KZ-AKD.1";
    static final String HOLDING_ELSEWHERE = "temporary_holding_facility.KZ-TOB.1";

    private static final String ARRESTS = "/api/register/arrests";
    private static final String PLACEMENTS = "/api/register/placements";

    private Arresting() {}

    static Step step() {
        return new Step(
                "1. An intake officer registers an arrest and a placement",
                "ICPPED art. 17(3)(a)-(f); Criminal Procedure Code art. 131; Act of 30 March 1999 No. 353-I"
                        + " (basis of placement)",
                Arresting::run);
    }

    private static void run(Walking walking) {
        var told = walking.transcript();
        rememberFacilities(walking);
        var arrested = arrest(walking, walking.canaryPerson("arrested"));
        told.check("the arrest is taken", arrested.is(201));
        told.check(
                "the server's own time stands beside the stated one",
                arrested.at("/recordedAt").isPresent());
        var subject = walking.keep("subject", arrested.need("/subject"));
        walking.keep("arrest", arrested.need("/event"));
        var placed = place(walking, subject, HOLDING, "arrest_record");
        told.check(
                "the placement in a temporary holding facility on the record of arrest is taken,"
                        + " and nothing about it is irregular",
                placed.is(201) && placed.json().path("irregular").isEmpty());
        guarded(walking);
        withoutBasis(walking);
        impossible(walking);
        irregular(walking, subject);
    }

    private static void rememberFacilities(Walking walking) {
        var all =
                walking.api()
                        .get("/api/register/facilities", walking.official("intake-akd"))
                        .good();
        all.json()
                .values()
                .forEach(
                        each ->
                                walking.keep(
                                        "facility/" + each.path("code").asString(),
                                        each.path("facility").asString()));
    }

    /// Somebody protected: two protection officers of different offices seal the envelope.
    private static void guarded(Walking walking) {
        var subject = arrest(walking, walking.canaryPerson("protected")).good().need("/subject");
        walking.keep("protected", subject);
        var canaries = walking.canaries();
        var envelope =
                walking.api()
                        .post(
                                "/api/subjects/" + subject + "/envelopes",
                                walking.official("protection-akd"),
                                Map.of(
                                        "identity",
                                        canaries.text("protected identity"),
                                        "location",
                                        canaries.text("protected location"),
                                        "measures",
                                        canaries.text("measures of protection"),
                                        "restrictsAccess",
                                        true,
                                        "reason",
                                        canaries.text("reason of protection")))
                        .good()
                        .need("/envelope");
        var confirmation = "/api/envelopes/" + envelope + "/sealing/confirmation";
        var reason = Map.of("reason", canaries.text("second reason"));
        walking.transcript()
                .same(
                        "one protection officer alone seals nothing",
                        "second-person-needed",
                        walking.api()
                                .post(confirmation, walking.official("protection-akd"), reason)
                                .code());
        walking.transcript()
                .check(
                        "a second one of another office does: somebody is protected",
                        walking.api()
                                .post(confirmation, walking.official("protection-tob"), reason)
                                .isGood());
    }

    private static void withoutBasis(Walking walking) {
        var told = walking.transcript();
        var unknown = arrest(walking, Map.of()).good();
        told.check("somebody whose identity is not established is registered too", unknown.is(201));
        var second = walking.keep("second", unknown.need("/subject"));
        var placed = place(walking, second, HOLDING, null).good();
        var rules = placed.json().path("irregular").toString();
        told.check(
                "a placement without a basis is taken and marked with the rule it breaks",
                rules.contains("kz-placement-basis"));
        told.say("irregular: " + rules);
        var event = placed.need("/event");
        told.check(
                "the procurator sees the alarm",
                walking.eventually(
                        () ->
                                walking.api()
                                        .get(
                                                "/api/register/alarms",
                                                walking.official("procurator-akd"))
                                        .text()
                                        .contains(event)));
    }

    private static void impossible(Walking walking) {
        var told = walking.transcript();
        var wrong = new LinkedHashMap<>(walking.canaryPerson("wrong"));
        wrong.put("iin", spoiled(String.valueOf(wrong.get("iin"))));
        var refused = arrest(walking, wrong);
        told.same("an IIN with a wrong check digit is refused", "iin-invalid", refused.code());
        told.check("the refusal names the field", refused.at("/field").isPresent());
        told.check("and what to do next", refused.at("/next").isPresent());
        wrong.put("iinAsStated", true);
        var stated = arrest(walking, wrong);
        told.check(
                "the same number entered as stated is taken with a warning",
                stated.is(201) && !stated.json().path("warnings").isEmpty());
        var future = walking.now().plus(Duration.ofDays(2));
        told.same(
                "an instant in the future is refused",
                "instant-in-future",
                walking.api()
                        .post(
                                ARRESTS,
                                walking.official("intake-akd"),
                                form(walking, Map.of(), future))
                        .code());
    }

    private static void irregular(Walking walking, String subject) {
        var told = walking.transcript();
        var early =
                walking.api()
                        .post(
                                "/api/register/releases",
                                walking.official("intake-akd"),
                                Map.of(
                                        "subject",
                                        walking.kept("second"),
                                        "at",
                                        walking.now().minus(Duration.ofDays(3))));
        told.check(
                "a release before the arrest is taken and marked irregular",
                early.is(201) && !early.json().path("irregular").isEmpty());
        var remand = walking.kept("facility/remand_centre.KZ-AKD.1");
        var third = arrest(walking, Map.of()).good().need("/subject");
        var wrongType =
                walking.api()
                        .post(
                                PLACEMENTS,
                                walking.official("penal-intake-akd"),
                                Map.of(
                                        "subject",
                                        third,
                                        "facility",
                                        remand,
                                        "at",
                                        walking.now().minus(Duration.ofHours(1)),
                                        "basis",
                                        "arrest_record"));
        told.check(
                "a placement in a facility of the wrong type for its basis is taken and marked",
                wrongType.is(201) && !wrongType.json().path("irregular").isEmpty());
        told.check(
                "the events of a person are listed without a single value",
                walking.canaries()
                        .fields(
                                walking.api()
                                        .get(
                                                "/api/register/subjects/" + subject + "/events",
                                                walking.official("intake-akd"))
                                        .body())
                        .isEmpty());
    }

    static Reply arrest(Walking walking, Map<String, Object> person) {
        return walking.api()
                .post(
                        ARRESTS,
                        walking.official("intake-akd"),
                        form(walking, person, walking.now().minus(Duration.ofMinutes(50))));
    }

    private static Map<String, Object> form(
            Walking walking, Map<String, Object> person, Instant at) {
        var canaries = walking.canaries();
        var form = new LinkedHashMap<String, Object>();
        form.put("person", person);
        form.put("at", at.truncatedTo(ChronoUnit.MINUTES));
        form.put("place", canaries.text("arrest place"));
        form.put("by", canaries.text("arrested by"));
        form.put("orderedBy", canaries.text("ordered by"));
        form.put("ground", canaries.text("ground"));
        form.put("supervisedBy", canaries.text("supervised by"));
        form.put("wantsTold", canaries.text("whom to tell"));
        return form;
    }

    static Reply place(Walking walking, String subject, String facility, @Nullable String basis) {
        var form = new LinkedHashMap<String, Object>();
        form.put("subject", subject);
        form.put("facility", walking.kept("facility/" + facility));
        form.put("at", walking.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES));
        if (basis != null) {
            form.put("basis", basis);
            form.put("document", walking.canaries().text("document"));
        }
        form.put("health", walking.canaries().text("health"));
        return walking.api().post(PLACEMENTS, walking.official("intake-akd"), form);
    }

    private static String spoiled(String iin) {
        return iin.substring(0, 11) + (iin.charAt(11) - '0' + 1) % 10;
    }

    /// The whereabouts facts that a relative asks for.
    static final List<String> WHEREABOUTS =
            List.of(
                    "W.whereabouts",
                    "W.custody_status",
                    "W.deprivation_datetime",
                    "W.deprivation_place",
                    "W.ordering_authority",
                    "W.supervising_authority",
                    "W.admission_datetime",
                    "W.admission_place",
                    "W.health_state");
}
