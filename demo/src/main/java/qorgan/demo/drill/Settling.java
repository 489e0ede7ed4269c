package qorgan.demo.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import qorgan.demo.client.Api;
import qorgan.demo.country.Country;
import qorgan.demo.country.Official;

/// The few people and the one facility that the drill's stories need.
final class Settling {
    private static final String FACILITY = "temporary_holding_facility.KZ-AKD.1";
    private static final List<String> NEEDED = List.of("intake-akd", "standing-akd", "custody-akd");

    private final Api api;
    private final TokenBooth booth;
    private final Country country;
    private final Clock clock;

    Settling(Api api, TokenBooth booth, Country country, Clock clock) {
        this.api = api;
        this.booth = booth;
        this.country = country;
        this.clock = clock;
    }

    /// Enters them and gives the facility's identifier.
    String settle() {
        for (var username : NEEDED) {
            enter(official(username));
        }
        var facility =
                country.facilities().stream()
                        .filter(each -> each.key().equals(FACILITY))
                        .findFirst()
                        .orElseThrow();
        api.post(
                        "/api/register/facilities",
                        token("operator-akd"),
                        Map.of(
                                "code", facility.key(),
                                "type", facility.kind(),
                                "office", country.office(facility.office()).id(),
                                "names", facility.names(),
                                "address", everywhere("drill"),
                                "supervisor", everywhere("drill")))
                .good();
        var all = api.get("/api/register/facilities", token("intake-akd")).good().json();
        return all.values().stream()
                .filter(each -> each.path("code").asString().equals(FACILITY))
                .findFirst()
                .orElseThrow()
                .path("facility")
                .asString();
    }

    private static Map<String, String> everywhere(String text) {
        return Map.of("kk", text, "ru", text, "en", text);
    }

    private void enter(Official official) {
        var office = country.office(official.office());
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));
        var made =
                api.post(
                                "/api/identity/officials",
                                token("operator-akd"),
                                Map.of(
                                        "id", official.id(),
                                        "subject", official.id(),
                                        "office", office.id(),
                                        "region", office.region(),
                                        "roles", List.of(official.role()),
                                        "serviceName", official.name(),
                                        "serviceNumber", official.serviceNumber(),
                                        "from", from,
                                        "to", from.plus(Duration.ofDays(30))))
                        .good()
                        .made();
        api.post(
                        "/api/identity/officials/" + made + "/confirmation",
                        token("operator-tob"),
                        Map.of())
                .good();
    }

    private Official official(String username) {
        return country.officials().stream()
                .filter(each -> each.username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    private String token(String username) {
        var who = official(username);
        return booth.token(TokenBooth.OFFICIALS, who.id(), who.role());
    }
}
