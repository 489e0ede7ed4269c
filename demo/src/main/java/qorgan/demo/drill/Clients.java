package qorgan.demo.drill;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import qorgan.demo.client.Api;
import qorgan.demo.client.BrokenOff;
import qorgan.demo.client.Reply;
import qorgan.demo.country.Country;
import qorgan.demo.country.Iins;

/// People who go on working whatever breaks: an arrest and a placement are registered, a relative
/// asks, standing is recorded, the answer is read. Each call is tried at one instance and then at
/// the other, under one idempotency key, until it is answered or given up; what was answered is
/// written into the journal.
final class Clients {
    private static final int PATIENCE = 40;
    private static final long PAUSE_NANOS = 400_000_000;
    private static final List<String> ASKED =
            List.of(
                    "W.whereabouts",
                    "W.deprivation_datetime",
                    "W.deprivation_place",
                    "W.ordering_authority",
                    "W.supervising_authority",
                    "W.health_state");

    private final List<Api> instances;
    private final TokenBooth booth;
    private final Country country;
    private final Journal journal;
    private final Clock clock;
    private final String facility;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger stories = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile boolean stopping;

    Clients(
            List<URI> instances,
            TokenBooth booth,
            Country country,
            String facility,
            Journal journal,
            Clock clock) {
        this.instances = instances.stream().map(Api::new).toList();
        this.booth = booth;
        this.country = country;
        this.facility = facility;
        this.journal = journal;
        this.clock = clock;
    }

    int stories() {
        return stories.get();
    }

    int givenUp() {
        return givenUp.get();
    }

    void stop() {
        stopping = true;
    }

    /// Lives one story after the other until told to stop.
    void work() {
        while (!stopping) {
            try {
                story(numbers.incrementAndGet());
                stories.incrementAndGet();
            } catch (BrokenOff gaveUp) {
                givenUp.incrementAndGet();
            }
        }
    }

    private void story(int number) {
        var iin =
                Iins.of(LocalDate.of(1970, 1, 1).plusDays(number), number % 2 == 0, number % 9000);
        var subject = arrest(number, iin);
        place(number, subject);
        var asker = booth.token(TokenBooth.PUBLIC, UUID.randomUUID(), "asker");
        var request = ask(number, iin, asker);
        prove(request);
        read(request, asker);
        read(request, asker);
    }

    private String arrest(int number, String iin) {
        var form = new LinkedHashMap<String, Object>();
        form.put(
                "person",
                Map.of(
                        "iin",
                        iin,
                        "names",
                        List.of(Map.of("family", "Drill", "given", "Number " + number)),
                        "birthDate",
                        LocalDate.of(1970, 1, 1).plusDays(number).toString()));
        form.put(
                "at",
                clock.instant().minus(Duration.ofMinutes(50)).truncatedTo(ChronoUnit.MINUTES));
        form.put("place", mark(number, "place"));
        form.put("by", mark(number, "by"));
        form.put("orderedBy", mark(number, "ordered"));
        form.put("ground", mark(number, "ground"));
        form.put("supervisedBy", mark(number, "supervised"));
        var taken = post("/api/register/arrests", "intake-akd", form);
        journal.told("event", taken.need("/event"));
        return taken.need("/subject");
    }

    private void place(int number, String subject) {
        var form = new LinkedHashMap<String, Object>();
        form.put("subject", subject);
        form.put("facility", facility);
        form.put(
                "at",
                clock.instant().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES));
        form.put("basis", "arrest_record");
        form.put("document", mark(number, "document"));
        form.put("health", mark(number, "health"));
        journal.told("event", post("/api/register/placements", "intake-akd", form).need("/event"));
    }

    private String ask(int number, String iin, String asker) {
        var form = new LinkedHashMap<String, Object>();
        form.put(
                "asker",
                Map.of("name", "Asker " + number, "document", "D" + number, "tie", "sister"));
        form.put("relation", "relative");
        form.put("sought", Map.of("iin", iin));
        form.put("purpose", "whereabouts");
        form.put("fields", ASKED);
        form.put("contact", Map.of("way", "email", "address", "drill@asker.invalid"));
        form.put("language", "en");
        var key = UUID.randomUUID().toString();
        var slip = insist(number, api -> api.post("/api/requests", asker, form, key));
        var promise = Api.JSON.readTree(slip.need("/promise"));
        var statement = promise.path("statement");
        journal.told("slip", slip.need("/request"), statement.path("leaf").asString());
        return slip.need("/request");
    }

    private void prove(String request) {
        var form = Map.of("seen", List.of("identity_document", "kinship_record"), "note", "seen");
        post("/api/requests/" + request + "/standing", "standing-akd", form);
        journal.told("standing", request);
    }

    /// Each reading is a delivery; values that only unsealing can have given carry a mark.
    private void read(String request, String asker) {
        var answer =
                insist(
                        request.hashCode(),
                        api -> api.get("/api/requests/" + request + "/answer?language=en", asker));
        var fields = new LinkedHashSet<String>();
        answer.json()
                .path("released")
                .forEach(
                        line -> {
                            if (line.path("value").asString("").contains("DRILL-")) {
                                fields.add(line.path("field").asString());
                            }
                        });
        if (!fields.isEmpty()) {
            var entries = new LinkedHashSet<String>();
            answer.json()
                    .at("/receipt/envelope/statement/entries")
                    .forEach(entry -> entries.add(entry.asString()));
            journal.told(
                    "read",
                    request,
                    answer.need("/delivery"),
                    String.join(",", entries),
                    String.join(",", fields));
        }
    }

    private static String mark(int number, String what) {
        return "DRILL-" + number + "-" + what;
    }

    private Reply post(String path, String official, Object form) {
        var who =
                country.officials().stream()
                        .filter(each -> each.username().equals(official))
                        .findFirst()
                        .orElseThrow();
        var token = booth.token(TokenBooth.OFFICIALS, who.id(), who.role());
        var key = UUID.randomUUID().toString();
        return insist(path.hashCode(), api -> api.post(path, token, form, key));
    }

    /// The same call, at one instance after the other, until one says yes. A refusal that is not an
    /// outage ends the story: under a wrong clock the register rightly refuses a future instant.
    private Reply insist(int first, Function<Api, Reply> call) {
        for (int attempt = 0; attempt < PATIENCE && !stopping; attempt++) {
            var api = instances.get(Math.floorMod(first + attempt, instances.size()));
            try {
                var reply = call.apply(api);
                if (reply.isGood()) {
                    return reply;
                }
                if (reply.status() < 500 && reply.status() != 409 && reply.status() != 429) {
                    throw new BrokenOff(reply.request() + " was refused: " + reply.code());
                }
            } catch (BrokenOff gone) {
                if (gone.getCause() == null) {
                    throw gone;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new BrokenOff("nobody answers");
    }
}
