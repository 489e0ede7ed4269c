package qorgan.demo.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import qorgan.demo.client.Reply;

/// Step 10: a victim's contact data, by consent or by law, and not otherwise; a shelter's rows.
final class Consenting {
    private static final List<String> ITEMS =
            List.of(
                    "operator",
                    "subject_name",
                    "period",
                    "third_parties",
                    "cross_border",
                    "open_sources",
                    "data_list");
    private static final String BY_CONSENT = "support-of-victims";
    private static final String BY_LAW = "summons-of-victims";

    private Consenting() {}

    static Step step() {
        return new Step(
                "10. A victim's contact data opens for what her consent or the law covers",
                "Personal Data Act art. 7, 8(1), 8(2), 8(4), 9",
                Consenting::run);
    }

    private static void run(Walking walking) {
        var told = walking.transcript();
        purposes(walking);
        var victim =
                walking.api()
                        .post(
                                "/api/victims",
                                walking.official("investigator-akd"),
                                Map.of(
                                        "person",
                                        walking.canaryPerson("victim"),
                                        "caseId",
                                        walking.kept("case")))
                        .good()
                        .need("/subject");
        walking.api()
                .post(
                        "/api/subjects/" + victim + "/account",
                        walking.official("standing-akd"),
                        Map.of("account", walking.publicAccount("subject", 2).id()))
                .good();
        told.same(
                "without consent her contact data stays closed",
                "purpose-uncovered",
                open(walking, victim, BY_CONSENT).code());
        told.same(
                "a consent that lacks an item is none",
                "value-missing",
                consent(walking, ITEMS.subList(0, 6)).code());
        var given = consent(walking, ITEMS);
        told.check("on her own page she consents, all seven items recorded", given.is(201));
        told.check("now it opens for that purpose", open(walking, victim, BY_CONSENT).is(200));
        told.check(
                "for a purpose that a named legal basis covers it opens too",
                open(walking, victim, BY_LAW).is(200));
        told.same(
                "for any other purpose it does not",
                "purpose-uncovered",
                open(walking, victim, "curiosity").code());
        told.check(
                "she withdraws on her own page",
                walking.api()
                        .post(
                                "/api/consents/" + given.need("/consent") + "/withdrawal",
                                walking.person("subject", 2),
                                Map.of())
                        .isGood());
        var after = open(walking, victim, BY_CONSENT);
        told.check(
                "the next reader is refused with the ground",
                after.code().equals("purpose-uncovered") && after.at("/ground").isPresent());
        after.at("/ground").ifPresent(told::say);
        shelter(walking);
    }

    private static void purposes(Walking walking) {
        var told = walking.transcript();
        told.check(
                "a purpose that a consent of seven items covers can be configured",
                configure(walking, BY_CONSENT, List.of(), ITEMS).isGood());
        told.check(
                "so can one with a named legal basis",
                configure(walking, BY_LAW, List.of("kz-dpa-9-1-10-state-functions"), List.of())
                        .isGood());
        told.same(
                "one without consent or basis cannot",
                "purpose-uncovered",
                configure(walking, "curiosity", List.of(), List.of()).code());
    }

    private static Reply configure(
            Walking walking, String code, List<String> bases, List<String> items) {
        var form = new LinkedHashMap<String, Object>();
        form.put("code", code);
        form.put("titles", Map.of("kk", code, "ru", code, "en", code));
        form.put("fields", List.of("D.contact", "D.address"));
        form.put("recipients", List.of("investigator"));
        form.put("bases", bases);
        form.put("consentItems", items);
        return walking.api().post("/api/purposes", walking.official("operator-akd"), form);
    }

    private static Reply consent(Walking walking, List<String> items) {
        var said = new LinkedHashMap<String, String>();
        items.forEach(item -> said.put(item, walking.canaries().text("consent " + item)));
        var form = new LinkedHashMap<String, Object>();
        form.put("purpose", BY_CONSENT);
        form.put("recipient", "investigator");
        form.put("fields", List.of("D.contact"));
        form.put("from", walking.now().minusSeconds(60));
        form.put("months", 1);
        form.put("items", said);
        form.put("form", "PROVABLE_OTHER");
        form.put("giver", "SUBJECT");
        form.put("inCustody", false);
        form.put("minor", false);
        return walking.api().post("/api/consents", walking.person("subject", 2), form);
    }

    private static Reply open(Walking walking, String victim, String purpose) {
        return walking.api()
                .post(
                        "/api/contacts?language=en",
                        walking.official("investigator-akd"),
                        Map.of("subject", victim, "purpose", purpose));
    }

    /// Somebody whom the shelter took in: no custody office sees a row of it.
    private static void shelter(Walking walking) {
        var told = walking.transcript();
        var taken =
                walking.api()
                        .post(
                                "/api/register/arrests",
                                walking.official("shelter-akd"),
                                Map.of(
                                        "person",
                                        walking.canaryPerson("sheltered"),
                                        "at",
                                        walking.now().minusSeconds(3600)))
                        .good();
        var path = "/api/register/subjects/" + taken.need("/subject") + "/events";
        var own = walking.api().get(path, walking.official("shelter-akd")).json().size();
        told.check("the shelter sees its own rows", own > 0);
        for (var office : List.of("intake-akd", "penal-intake-akd", "custody-tob")) {
            told.check(
                    office + " sees none of them",
                    walking.api().get(path, walking.official(office)).json().isEmpty());
        }
        told.check(
                "nor of somebody who does not exist, in the same words",
                walking.api()
                        .get(
                                "/api/register/subjects/" + UUID.randomUUID() + "/events",
                                walking.official("intake-akd"))
                        .json()
                        .isEmpty());
    }
}
