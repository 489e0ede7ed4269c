package qorgan.demo.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import qorgan.demo.client.Api;
import qorgan.demo.client.BrokenOff;
import qorgan.demo.client.Reply;
import qorgan.demo.country.Iins;
import qorgan.embedded.Account;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.Tokens;

/// The walk on its way: who is signed in, and what earlier steps brought.
final class Walking {
    private static final long FRESH_MILLIS = 240_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final Transcript transcript;
    private final Canaries canaries;
    private final Api api;
    private final Tokens tokens;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, String> brought = new HashMap<>();

    private record Held(String token, long until) {}

    Walking(World world, Transcript transcript, Canaries canaries) {
        this.world = world;
        this.transcript = transcript;
        this.canaries = canaries;
        this.api = new Api(world.service());
        this.tokens = new Tokens(world.keycloak());
    }

    World world() {
        return world;
    }

    Transcript transcript() {
        return transcript;
    }

    Canaries canaries() {
        return canaries;
    }

    Api api() {
        return api;
    }

    Tokens tokens() {
        return tokens;
    }

    /// A token of an official's ordinary sign-in.
    String official(String username) {
        return fresh(
                "silver/" + username, () -> tokens.silver(DemoRealms.OFFICIALS, account(username)));
    }

    /// A token of an official's sign-in with the second factor.
    String steppedUp(String username) {
        return fresh(
                "gold/" + username,
                () ->
                        tokens.gold(
                                DemoRealms.OFFICIALS, account(username), world.clock().instant()));
    }

    /// The token of a person of the public: the nth with this role.
    String person(String role, int number) {
        var account = publicAccount(role, number);
        return fresh(
                "public/" + account.username(), () -> tokens.silver(DemoRealms.PUBLIC, account));
    }

    Account account(String username) {
        return world.officials().stream()
                .filter(each -> each.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new BrokenOff("there is no official " + username));
    }

    Account publicAccount(String role, int number) {
        return world.people().stream()
                .filter(each -> each.roles().contains(role))
                .skip(number)
                .findFirst()
                .orElseThrow(() -> new BrokenOff("there is no account " + number + " of " + role));
    }

    Instant now() {
        return world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// Waits for what the service does by itself after an act; false where it did not come.
    boolean eventually(BooleanSupplier holds) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (now(holds)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
        return false;
    }

    /// No answer at all is no: a server may be on its way back.
    private static boolean now(BooleanSupplier holds) {
        try {
            return holds.getAsBoolean();
        } catch (BrokenOff e) {
            return false;
        }
    }

    /// Somebody whose every value is marked, as a form states them. Their number is kept as
    /// `iin/name`.
    Map<String, Object> canaryPerson(String name) {
        var form = new HashMap<String, Object>();
        form.put("iin", keep("iin/" + name, canaries.guard("IIN of " + name, freshIin(name))));
        form.put(
                "names",
                List.of(
                        Map.of(
                                "family", canaries.word("family name of " + name),
                                "given", canaries.word("given name of " + name),
                                "patronymic", canaries.word("patronymic of " + name))));
        form.put("birthDate", birth(name).toString());
        form.put("citizenship", "KZ");
        form.put("address", canaries.text("address of " + name));
        form.put("contact", canaries.text("contact of " + name));
        return form;
    }

    /// A valid number that belongs to nobody yet.
    String freshIin(String name) {
        return Iins.of(birth(name), false, Math.floorMod(name.hashCode(), 10_000));
    }

    private static LocalDate birth(String name) {
        return LocalDate.of(1980, 1, 1).plusDays(Math.floorMod(name.hashCode(), 3000));
    }

    /// The asker's address for messages, marked too.
    String mailAddress() {
        return canaries.guard("asker's address", "qanary7c41@asker.invalid");
    }

    /// Assigns an official to a case: one registrar enters, the one of another office confirms.
    void assign(String username, String caseId) {
        var made =
                api.post(
                                "/api/identity/assignments",
                                official("operator-akd"),
                                Map.of(
                                        "official",
                                        account(username).id(),
                                        "caseId",
                                        caseId,
                                        "from",
                                        now(),
                                        "to",
                                        now().plus(Duration.ofDays(90))))
                        .good()
                        .made();
        api.post(
                        "/api/identity/assignments/" + made + "/confirmation",
                        official("operator-tob"),
                        Map.of())
                .good();
    }

    /// What the management port tells.
    List<Reply> metrics() {
        var management = new Api(world.management());
        return Stream.of("/actuator/health", "/actuator/metrics", "/actuator/prometheus")
                .map(path -> management.get(path, ""))
                .toList();
    }

    Desk desk() {
        return new Desk(world);
    }

    /// Keeps something for later steps.
    String keep(String name, String value) {
        brought.put(name, value);
        return value;
    }

    /// What an earlier step brought.
    String kept(String name) {
        var value = brought.get(name);
        if (value == null) {
            throw new BrokenOff("an earlier step did not bring " + name);
        }
        return value;
    }

    private String fresh(String key, Supplier<String> signIn) {
        var now = world.clock().millis();
        var known = held.get(key);
        if (known != null && known.until > now) {
            return known.token;
        }
        var token = signIn.get();
        held.put(key, new Held(token, now + FRESH_MILLIS));
        return token;
    }
}
