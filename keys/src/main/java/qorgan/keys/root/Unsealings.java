package qorgan.keys.root;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import qorgan.keys.Entropy;

/// Several unsealings at once, kept apart by a random name each: two groups of custodians in two
/// rooms don't complete each other's. An attempt ends by itself after a quarter of an hour.
public final class Unsealings {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private record Attempt(Unsealing unsealing, Instant until) {}

    private final QuorumKeystore keystore;
    private final Clock clock;
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    public Unsealings(QuorumKeystore keystore, Clock clock) {
        this.keystore = keystore;
        this.clock = clock;
    }

    /// Begins one, and gives the name that its custodians share.
    public String begin() {
        expire();
        var name = HexFormat.of().formatHex(Entropy.bytes(8));
        attempts.put(name, new Attempt(new Unsealing(keystore), clock.instant().plus(PATIENCE)));
        return name;
    }

    public Optional<Unsealing> find(String name) {
        expire();
        return Optional.ofNullable(attempts.get(name)).map(Attempt::unsealing);
    }

    /// Ends one, complete or not.
    public void end(String name) {
        var attempt = attempts.remove(name);
        if (attempt != null) {
            attempt.unsealing().close();
        }
    }

    private void expire() {
        var now = clock.instant();
        attempts.forEach(
                (name, attempt) -> {
                    if (!now.isBefore(attempt.until())) {
                        end(name);
                    }
                });
    }
}
