package qorgan.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import qorgan.keys.agent.LocalKeeper;
import qorgan.keys.root.HeldRoot;

/// A vault on the workbench: in memory, with a clock that moves when told.
public final class Bench {
    public static final Region ASTANA = new Region("KZ-AST");
    public static final Region ALMATY = new Region("KZ-ALA");
    public static final Field WHEREABOUTS = new Field("W.whereabouts");
    public static final Field DIAGNOSIS = new Field("M.diagnosis");
    public static final Field CASE_NUMBER = new Field("P.case_number");

    public final MovingClock clock = new MovingClock(Instant.parse("2026-11-10T09:00:00Z"));
    public final Set<UUID> used = new HashSet<>();
    public final Epochs epochs;
    public final HeldRoot root = HeldRoot.random();
    public final DualControl offices;
    public MemoryStore store = new MemoryStore();
    public Started started;

    public Bench(Path directory) {
        epochs = Epochs.in(directory.resolve("epochs"));
        offices =
                new DualControl(
                        new LocalKeeper(PlaneOffice.INVESTIGATION, HalfCipher.newPair().seed()),
                        new LocalKeeper(PlaneOffice.PROCURACY, HalfCipher.newPair().seed()));
        restart();
    }

    /// A new process on the same store.
    public void restart() {
        started =
                Vault.start(
                        new RootKeys(root, epochs),
                        store,
                        (entry, instance, now) -> used.add(entry),
                        clock,
                        "one",
                        offices);
    }

    public Vault vault() {
        return started.vault();
    }

    public Place place(SubjectId subject, Field field) {
        return new Place(ASTANA, subject, field, UUID.randomUUID(), 0);
    }

    public Sealed<String> seal(Place place, String text) {
        var deposit =
                started.office().deposit(UUID.randomUUID(), place.subject(), Set.of(place.field()));
        return vault().seal(deposit, place, text, Codec.TEXT);
    }

    public String open(Sealed<String> sealed, Place place) {
        var warrant =
                started.office()
                        .warrant(
                                UUID.randomUUID(),
                                new byte[32],
                                Set.of(place.subject()),
                                Set.of(place.field()));
        try (var opening = vault().open(warrant);
                var plain = opening.plain(sealed, place, Codec.TEXT)) {
            return plain.value();
        }
    }

    /// A clock that stands still until it is moved.
    public static final class MovingClock extends Clock {
        private Instant now;

        public MovingClock(Instant now) {
            this.now = now;
        }

        public void move(Duration by) {
            now = now.plus(by);
        }

        public void moveTo(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
