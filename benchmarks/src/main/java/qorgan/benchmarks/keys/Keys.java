package qorgan.benchmarks.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import qorgan.keys.Codec;
import qorgan.keys.DualControl;
import qorgan.keys.Epochs;
import qorgan.keys.Field;
import qorgan.keys.HalfCipher;
import qorgan.keys.KeyClass;
import qorgan.keys.KeyName;
import qorgan.keys.Place;
import qorgan.keys.PlaneOffice;
import qorgan.keys.Region;
import qorgan.keys.RootKeys;
import qorgan.keys.Sealed;
import qorgan.keys.Started;
import qorgan.keys.SubjectId;
import qorgan.keys.SubjectKeyStore;
import qorgan.keys.Vault;
import qorgan.keys.WrappedKey;
import qorgan.keys.agent.Channel;
import qorgan.keys.agent.RemoteKeeper;
import qorgan.keys.root.HeldRoot;
import qorgan.keys.sign.DemoAuthority;

/// The hierarchy at work: a cold opening (the subject's key unwrapped, then the record), a deposit
/// of class P to the two offices' public keys, and wrapping keys anew. The store is in memory: this
/// is the cost of the cryptography; the database and the agents' channel come on top.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Keys {
    private static final int REWRAPPED = 1_000;
    private static final char[] PASSWORD = "bench".toCharArray();
    private static final Field WHEREABOUTS = new Field("W.whereabouts");
    private static final Field DIAGNOSIS = new Field("M.diagnosis");
    private static final Field CASE_NUMBER = new Field("P.case_number");

    private final Memory store = new Memory();
    private final Map<Field, Place> places = new HashMap<>();
    private final Map<Field, Sealed<byte[]>> values = new HashMap<>();
    private @Nullable Started started;

    @Setup
    public void prepare() throws IOException {
        var clock = Clock.systemUTC();
        started =
                Vault.start(
                        new RootKeys(
                                HeldRoot.random(),
                                Epochs.in(Files.createTempDirectory("qorgan-bench"))),
                        store,
                        (entry, instance, now) -> true,
                        clock,
                        "bench",
                        new DualControl(
                                office(PlaneOffice.INVESTIGATION, clock),
                                office(PlaneOffice.PROCURACY, clock)));
        for (var field : List.of(WHEREABOUTS, DIAGNOSIS, CASE_NUMBER)) {
            var place = place(field);
            places.put(field, place);
            values.put(field, seal(place));
        }
        for (int i = 0; i < REWRAPPED; i++) {
            var _ = seal(place(WHEREABOUTS));
        }
    }

    /// Sealing needs the offices' public keys alone: nobody answers here.
    private static RemoteKeeper office(PlaneOffice office, Clock clock) {
        var own = DemoAuthority.root("agent", clock.instant());
        return new RemoteKeeper(
                office,
                HalfCipher.newPair().publicKey(),
                Channel.context(own.keyStore(PASSWORD), PASSWORD, own.certificate()),
                1);
    }

    @Benchmark
    public byte[] coldOpen() {
        return open(WHEREABOUTS);
    }

    @Benchmark
    public byte[] coldOpenUnderEpoch() {
        return open(DIAGNOSIS);
    }

    @Benchmark
    public Sealed<byte[]> depositToTwoAgents() {
        return seal(java.util.Objects.requireNonNull(places.get(CASE_NUMBER)));
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(REWRAPPED)
    public long rewrap() {
        var maintenance = vault().vault().maintenance();
        int version = maintenance.rotateClass(KeyClass.W);
        return version + maintenance.rewrap(null, false, step -> {}).changed();
    }

    private Started vault() {
        return java.util.Objects.requireNonNull(started);
    }

    private static Place place(Field field) {
        return new Place(new Region("KZ-AST"), SubjectId.random(), field, new UUID(1, 2), 0);
    }

    private Sealed<byte[]> seal(Place place) {
        return vault().vault()
                .seal(
                        vault().office()
                                .deposit(new UUID(3, 4), place.subject(), Set.of(place.field())),
                        place,
                        new byte[2048],
                        Codec.BYTES);
    }

    private byte[] open(Field field) {
        var place = java.util.Objects.requireNonNull(places.get(field));
        var warrant =
                vault().office()
                        .warrant(
                                new UUID(5, 6),
                                new byte[32],
                                Set.of(place.subject()),
                                Set.of(field));
        try (var opening = vault().vault().open(warrant)) {
            return opening.plain(
                            java.util.Objects.requireNonNull(values.get(field)), place, Codec.BYTES)
                    .value();
        }
    }

    /// Wrapped keys in memory.
    private static final class Memory implements SubjectKeyStore {
        private final java.util.TreeMap<KeyName, WrappedKey> rows = new java.util.TreeMap<>();

        @Override
        public synchronized Optional<WrappedKey> load(KeyName name) {
            return Optional.ofNullable(rows.get(name));
        }

        @Override
        public synchronized Optional<WrappedKey> latest(String region, UUID owner, String purpose) {
            var last = rows.floorEntry(new KeyName(region, owner, purpose, Integer.MAX_VALUE));
            return Optional.ofNullable(last)
                    .map(Map.Entry::getValue)
                    .filter(
                            key ->
                                    key.name().region().equals(region)
                                            && key.name().owner().equals(owner)
                                            && key.name().purpose().equals(purpose));
        }

        @Override
        public synchronized WrappedKey insertIfAbsent(WrappedKey key) {
            var existing = rows.putIfAbsent(key.name(), key);
            return existing == null ? key : existing;
        }

        @Override
        public synchronized boolean replace(WrappedKey expected, WrappedKey next) {
            return rows.replace(expected.name(), expected, next);
        }

        @Override
        public synchronized List<WrappedKey> after(@Nullable KeyName last, int limit) {
            var tail = last == null ? rows : rows.tailMap(last, false);
            return tail.values().stream().limit(limit).toList();
        }

        @Override
        public synchronized int remove(String region, UUID owner, String purpose) {
            return 0;
        }
    }
}
