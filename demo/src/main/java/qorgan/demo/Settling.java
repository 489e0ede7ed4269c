package qorgan.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import qorgan.demo.client.Api;
import qorgan.demo.country.Country;
import qorgan.demo.country.Facility;
import qorgan.demo.country.Official;
import qorgan.demo.country.RegisterRow;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.Tokens;

/// Brings the invented country into the house through the service's own API. Each call carries a
/// key that follows from what it makes, so one that was interrupted is simply done again.
final class Settling {
    private static final Duration TERM = Duration.ofDays(365);

    private static final int BATCH = 100;
    private static final Map<String, String> SHELTER_REGISTRARS =
            Map.of(
                    "shelter.KZ-AKD", "shelter-operator-akd",
                    "shelter.KZ-TOB", "shelter-operator-tob");

    /// Who brings in which office's register.
    private static final Map<String, String> KEEPERS =
            Map.of(
                    "intake-akd", "police-custody.KZ-AKD",
                    "intake-tob", "police-custody.KZ-TOB",
                    "penal-intake-akd", "penal-custody.KZ-AKD",
                    "penal-intake-tob", "penal-custody.KZ-TOB",
                    "shelter-akd", "shelter.KZ-AKD",
                    "shelter-tob", "shelter.KZ-TOB");

    private final House house;
    private final Progress progress;
    private final Api api;
    private final Tokens tokens;

    Settling(House house, Progress progress) {
        this.house = house;
        this.progress = progress;
        this.api = new Api(house.service());
        this.tokens = new Tokens(house.keycloak().url());
    }

    /// A part of the settling; each is done once.
    private interface Part {
        void settle() throws IOException, GeneralSecurityException;
    }

    /// Settles the parts of the country that are not here yet.
    void settle() throws IOException, GeneralSecurityException {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("officials", this::register);
        parts.put("facilities", this::facilities);
        parts.put("people", this::people);
        parts.put("victims", () -> new Sheltering(house, progress, api, this::token).shelter());
        parts.put("protected", this::protect);
        var done = house.home().at("settled");
        var settled = Files.exists(done) ? Files.readAllLines(done) : List.<String>of();
        if (settled.containsAll(parts.keySet())) {
            progress.note("the country lives here already");
            return;
        }
        for (var part : parts.entrySet()) {
            if (!settled.contains(part.getKey())) {
                part.getValue().settle();
                Files.writeString(
                        done,
                        part.getKey() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
    }

    /// Officials and their certificates: one registrar enters, the registrar of another office
    /// confirms.
    private void register() throws IOException, GeneralSecurityException {
        // Not now: what was interrupted is sent again, and must say the same.
        var from = house.began().truncatedTo(ChronoUnit.SECONDS);
        var registrars = Charter.REGISTRARS.stream().map(this::token).toList();
        var newcomers =
                house.country().officials().stream()
                        .filter(each -> !Charter.REGISTRARS.contains(each.username()))
                        .toList();
        for (var official : newcomers) {
            enter(registrars, "officials", official.username(), official(official, from));
            if (official.signs()) {
                var certificate = house.certificates().of(official, from);
                enter(
                        registrars,
                        "certificates",
                        official.username(),
                        Map.of("official", official.id(), "certificate", certificate.getEncoded()));
            }
        }
        progress.note(newcomers.size() + " officials entered by one office, confirmed by another");
    }

    private void facilities() {
        var registrar = token(Charter.REGISTRARS.getFirst());
        // A shelter's rows are nobody else's: not even the system's operator enters its places.
        var shelters =
                SHELTER_REGISTRARS.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> token(each.getValue())));
        for (var facility : house.country().facilities()) {
            api.post(
                            "/api/register/facilities",
                            shelters.getOrDefault(facility.office(), registrar),
                            Map.of(
                                    "code", facility.key(),
                                    "type", facility.kind(),
                                    "office", house.country().office(facility.office()).id(),
                                    "names", facility.names(),
                                    "address", inEachLanguage(facility.region()),
                                    "supervisor", inEachLanguage("procuracy." + facility.region())),
                            key("facility", facility.key()))
                    .good();
        }
        progress.note(house.country().facilities().size() + " facilities");
    }

    private static Map<String, String> inEachLanguage(String text) {
        return Map.of("kk", text, "ru", text, "en", text);
    }

    /// Everybody who is or was held, as an older register that each office brings in.
    private void people() {
        var country = house.country();
        for (var keeper : KEEPERS.entrySet()) {
            var kinds =
                    country.facilities().stream()
                            .filter(each -> each.office().equals(keeper.getValue()))
                            .collect(Collectors.toMap(Facility::key, Facility::kind));
            var rows = new ArrayList<Map<String, Object>>();
            for (var person : country.people()) {
                var kind = person.facility().map(kinds::get).orElse(null);
                if (kind != null) {
                    var row = RegisterRow.of(person, person.key(), Facility.basisOf(kind));
                    rows.add(Map.of("row", rows.size() + 1, "cells", row.cells()));
                }
            }
            bringIn(keeper.getKey(), rows);
        }
    }

    private void bringIn(String official, List<Map<String, Object>> rows) {
        var taken = 0;
        for (var from = 0; from < rows.size(); from += BATCH) {
            var batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            var report =
                    api.post("/api/register/imports", token(official), Map.of("rows", batch))
                            .good();
            taken += report.json().path("taken").asInt(0) + report.json().path("present").asInt(0);
        }
        progress.note(official + " brought in " + taken + " of " + rows.size() + " people");
    }

    /// The one protected person: two protection officers seal the envelope.
    private void protect() {
        for (var person : house.country().people()) {
            if (!person.isProtected()) {
                continue;
            }
            var region =
                    house.country().facilities().stream()
                            .filter(
                                    each ->
                                            person.facility()
                                                    .filter(each.key()::equals)
                                                    .isPresent())
                            .map(Facility::region)
                            .findFirst()
                            .orElseThrow();
            var ending = region.equals(Country.REGIONS.getFirst()) ? "-akd" : "-tob";
            var subject =
                    api.post(
                                    "/api/subjects/lookups",
                                    token("penal-intake" + ending),
                                    Map.of("iin", person.iin().orElseThrow()))
                            .good()
                            .need("/subject");
            var envelope =
                    api.post(
                                    "/api/subjects/" + subject + "/envelopes",
                                    token("protection-akd"),
                                    Map.of(
                                            "identity",
                                            person.names().russian().toString(),
                                            "location",
                                            person.address(),
                                            "restrictsAccess",
                                            true,
                                            "reason",
                                            "Постановление о мерах безопасности"),
                                    key("envelope", person.key()))
                            .good()
                            .need("/envelope");
            api.post(
                            "/api/envelopes/" + envelope + "/sealing/confirmation",
                            token("protection-tob"),
                            Map.of("reason", "Проверено"),
                            key("envelope confirmed", person.key()))
                    .good();
            progress.note("one protected person sealed by two officers");
        }
    }

    private Map<String, Object> official(Official official, Instant from) {
        var office = house.country().office(official.office());
        return Map.of(
                "id",
                official.id(),
                "subject",
                official.id(),
                "office",
                office.id(),
                "region",
                office.region(),
                "roles",
                List.of(official.role()),
                "serviceName",
                official.name(),
                "serviceNumber",
                official.serviceNumber(),
                "from",
                from,
                "to",
                from.plus(TERM));
    }

    private void enter(List<String> registrars, String what, String who, Object body) {
        var made =
                api.post("/api/identity/" + what, registrars.getFirst(), body, key(what, who))
                        .good()
                        .made();
        api.post(
                        "/api/identity/" + what + "/" + made + "/confirmation",
                        registrars.getLast(),
                        Map.of(),
                        key(what + " confirmed", who))
                .good();
    }

    private String token(String username) {
        return tokens.silver(DemoRealms.OFFICIALS, house.accounts().official(username));
    }

    static String key(String what, String who) {
        return UUID.nameUUIDFromBytes((what + "/" + who).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
