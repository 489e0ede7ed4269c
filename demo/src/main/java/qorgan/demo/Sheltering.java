package qorgan.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import qorgan.demo.client.Api;
import qorgan.demo.country.Name;
import qorgan.demo.country.Person;
import qorgan.demo.country.Person.Situation;

/// The victims: each shelter takes its people in, most of them with a consent, and one of them has
/// an account with which to withdraw it. So has somebody in police custody, to see their own file.
final class Sheltering {
    private static final String SUPPORT = "support-of-victims";
    private static final String SUMMONS = "summons-of-victims";
    private static final List<String> SHELTERS = List.of("shelter-akd", "shelter-tob");
    private static final int EACH_FOURTH_GIVES_NONE = 4;
    private static final int MONTHS = 12;

    private final House house;
    private final Progress progress;
    private final Api api;
    private final UnaryOperator<String> tokens;

    Sheltering(House house, Progress progress, Api api, UnaryOperator<String> tokens) {
        this.house = house;
        this.progress = progress;
        this.api = api;
        this.tokens = tokens;
    }

    void shelter() {
        purposes();
        var victims =
                house.country().people().stream()
                        .filter(person -> person.situation() == Situation.VICTIM)
                        .toList();
        var consents = 0;
        for (var number = 0; number < victims.size(); number++) {
            var shelter = SHELTERS.get(number % SHELTERS.size());
            var subject = take(victims.get(number), shelter);
            if (number == 0) {
                link(shelter, subject, house.accounts().victim().id());
            }
            if (number % EACH_FOURTH_GIVES_NONE != 1) {
                consent(victims.get(number), shelter, subject);
                consents++;
            }
        }
        detainee();
        progress.note(victims.size() + " victims in two shelters, " + consents + " with a consent");
    }

    private void purposes() {
        purpose(
                SUPPORT,
                Map.of(
                        "kk", "Жәбірленушілерді қолдау",
                        "ru", "Поддержка потерпевших",
                        "en", "Support of victims"),
                List.of(),
                items("", "", "").keySet().stream().toList());
        purpose(
                SUMMONS,
                Map.of(
                        "kk", "Жәбірленушілерді шақыру",
                        "ru", "Вызов потерпевших",
                        "en", "Summons of victims"),
                List.of("kz-dpa-9-1-10-state-functions"),
                List.of());
    }

    private void purpose(
            String code, Map<String, String> titles, List<String> bases, List<String> items) {
        api.post(
                        "/api/purposes",
                        tokens.apply("operator-akd"),
                        Map.of(
                                "code", code,
                                "titles", titles,
                                "fields", List.of("D.contact", "D.address"),
                                "recipients", List.of("investigator"),
                                "bases", bases,
                                "consentItems", items),
                        Settling.key("purpose", code))
                .good();
    }

    private String take(Person person, String shelter) {
        var form = new HashMap<String, Object>();
        person.iin().ifPresent(iin -> form.put("iin", iin));
        form.put("names", List.of(name(person.names().russian())));
        form.put("birthDate", person.birth().toString());
        form.put("citizenship", person.citizenship());
        form.put("address", person.address());
        form.put("contact", person.phone());
        var victimCase =
                UUID.nameUUIDFromBytes(
                        ("qorgan-demo/case/" + person.key()).getBytes(StandardCharsets.UTF_8));
        return api.post(
                        "/api/victims",
                        tokens.apply(shelter),
                        Map.of("person", form, "caseId", victimCase),
                        Settling.key("victim", person.key()))
                .good()
                .made();
    }

    private static Map<String, String> name(Name name) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("family", name.family());
        parts.put("given", name.given());
        if (!name.patronymic().isEmpty()) {
            parts.put("patronymic", name.patronymic());
        }
        return parts;
    }

    private void consent(Person person, String shelter, String subject) {
        var minor = person.isMinorOn(house.began().atZone(java.time.ZoneOffset.UTC).toLocalDate());
        var form = new HashMap<String, Object>();
        form.put("subject", subject);
        form.put("purpose", SUPPORT);
        form.put("recipient", "investigator");
        form.put("fields", List.of("D.contact"));
        form.put("from", house.began().toString());
        form.put("months", MONTHS);
        form.put("items", items(shelter, person.names().kazakh().toString(), MONTHS + " ай"));
        form.put("form", "WRITTEN");
        form.put("giver", minor ? "LEGAL_REPRESENTATIVE" : "SUBJECT");
        form.put("inCustody", false);
        form.put("minor", minor);
        api.post(
                        "/api/consents",
                        tokens.apply(shelter),
                        form,
                        Settling.key("consent", person.key()))
                .good();
    }

    /// The seven items that a consent names.
    private static Map<String, String> items(String operator, String name, String period) {
        var items = new LinkedHashMap<String, String>();
        items.put("operator", operator);
        items.put("subject_name", name);
        items.put("period", period);
        items.put("third_parties", "жоқ");
        items.put("cross_border", "жоқ");
        items.put("open_sources", "жоқ");
        items.put("data_list", "байланыс телефоны");
        return items;
    }

    private void link(String official, String subject, UUID account) {
        api.post(
                        "/api/subjects/" + subject + "/account",
                        tokens.apply(official),
                        Map.of("account", account),
                        Settling.key("account", account.toString()))
                .good();
    }

    private void detainee() {
        var person = house.detainee();
        var subject =
                api.post(
                                "/api/subjects/lookups",
                                tokens.apply("intake-akd"),
                                Map.of("iin", person.iin().orElseThrow()))
                        .good()
                        .need("/subject");
        link("intake-akd", subject, house.accounts().detainee().id());
    }
}
