package qorgan.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import qorgan.demo.client.Api;
import qorgan.demo.country.Official;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.Tokens;

/// Brings the invented country into the house through the service's own API. Each call carries a
// key
/// that follows from what it makes, so one that was interrupted is simply done again.
final class Settling {
    private static final Duration TERM = Duration.ofDays(365);

    private final House house;
    private final Progress progress;
    private final Clock clock;
    private final Api api;
    private final Tokens tokens;

    Settling(House house, Progress progress, Clock clock) {
        this.house = house;
        this.progress = progress;
        this.clock = clock;
        this.api = new Api(house.service());
        this.tokens = new Tokens(house.keycloak().url());
    }

    /// Settles the country, or says that it is there already.
    void settle() throws IOException, GeneralSecurityException {
        var done = house.home().at("settled");
        if (Files.exists(done)) {
            progress.note("the country lives here already");
            return;
        }
        register();
        Files.writeString(done, clock.instant() + "\n");
    }

    /// Officials and their certificates: one registrar enters, the registrar of another office
    // confirms.
    private void register() throws IOException, GeneralSecurityException {
        var from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var registrars = Charter.REGISTRARS.stream().map(this::token).toList();
        var newcomers =
                house.country().officials().stream()
                        .filter(each -> !Charter.REGISTRARS.contains(each.username()))
                        .toList();
        for (var official : newcomers) {
            enter(registrars, "officials", official.username(), official(official, from));
            if (official.signs()) {
                var certificate =
                        house.certificates().of(official.username(), official.name(), from);
                enter(
                        registrars,
                        "certificates",
                        official.username(),
                        Map.of("official", official.id(), "certificate", certificate.getEncoded()));
            }
        }
        progress.note(newcomers.size() + " officials entered by one office, confirmed by another");
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

    private static String key(String what, String who) {
        return UUID.nameUUIDFromBytes((what + "/" + who).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
