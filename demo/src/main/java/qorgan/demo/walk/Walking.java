package qorgan.demo.walk;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import qorgan.demo.client.Api;
import qorgan.demo.client.BrokenOff;
import qorgan.embedded.Account;
import qorgan.embedded.DemoRealms;
import qorgan.embedded.Tokens;

/// The walk on its way: who is signed in, and what earlier steps brought.
final class Walking {
    private static final long FRESH_MILLIS = 240_000;

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
