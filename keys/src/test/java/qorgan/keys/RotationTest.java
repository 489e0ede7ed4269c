package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.root.HeldRoot;

class RotationTest {
    @TempDir Path directory;
    private Bench bench;
    private final Map<Place, Sealed<String>> values = new HashMap<>();

    @BeforeEach
    void start() {
        bench = new Bench(directory);
        for (int i = 0; i < 30; i++) {
            for (var field : List.of(Bench.WHEREABOUTS, Bench.DIAGNOSIS)) {
                var place = bench.place(SubjectId.random(), field);
                values.put(place, bench.seal(place, "value " + i));
            }
        }
    }

    @Test
    void a_class_key_rotates_and_only_keys_are_wrapped_anew() {
        var maintenance = bench.vault().maintenance();
        assertThat(maintenance.rotateClass(KeyClass.W)).isEqualTo(2);
        allOpen();
        var dry = maintenance.rewrap(null, true, step -> {});
        assertThat(dry.changed()).isEqualTo(30);
        assertThat(dry.seen()).isEqualTo(bench.store.rows().size());
        var steps = new ArrayList<Maintenance.Progress>();
        var done = maintenance.rewrap(null, false, steps::add);
        assertThat(done.changed()).isEqualTo(30);
        assertThat(done.done()).isTrue();
        assertThat(steps.getLast()).isEqualTo(done);
        assertThat(maintenance.rewrap(null, false, step -> {}).changed()).isZero();
        assertThat(wrappings("W")).containsOnly("2");
        assertThat(wrappings("M")).containsOnly("1+2026-11");
        allOpen();
        bench.restart();
        allOpen();
    }

    @Test
    void a_stopped_walk_goes_on_where_it_was() {
        var maintenance = bench.vault().maintenance();
        maintenance.rotateClass(KeyClass.W);
        maintenance.rotateClass(KeyClass.M);
        var middle = bench.store.rows().get(30).name();
        var second = maintenance.rewrap(middle, false, step -> {});
        var first = maintenance.rewrap(null, false, step -> {});
        assertThat(first.changed() + second.changed()).isEqualTo(60);
        assertThat(first.changed()).isPositive();
        assertThat(second.changed()).isPositive();
        allOpen();
    }

    @Test
    void a_subjects_key_rotates_and_records_move_when_resealed() {
        var maintenance = bench.vault().maintenance();
        var place = values.keySet().iterator().next();
        var old = value(place);
        assertThat(Vault.keyVersion(old)).isEqualTo(1);
        assertThat(maintenance.rotateSubject(place.region(), place.subject(), place.keyClass()))
                .isEqualTo(2);
        assertThat(bench.open(old, place)).startsWith("value");
        var fresh = bench.vault().reseal(old, place);
        assertThat(Vault.keyVersion(fresh)).isEqualTo(2);
        assertThat(bench.open(fresh, place)).isEqualTo(bench.open(old, place));
        var never = SubjectId.random();
        assertThat(maintenance.rotateSubject(Bench.ASTANA, never, KeyClass.R)).isEqualTo(1);
        assertThatThrownBy(() -> Vault.keyVersion(Sealed.of(new byte[4])))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void the_root_rotates_and_the_ring_is_wrapped_anew() {
        var maintenance = bench.vault().maintenance();
        bench.root.rotate();
        int ring = maintenance.rewrapRing();
        assertThat(ring).isEqualTo(2);
        allOpen();
        bench.restart();
        allOpen();
    }

    @Test
    void another_provider_takes_over_while_values_open() {
        var next = HeldRoot.random();
        var maintenance = bench.vault().maintenance();
        assertThat(maintenance.moveTo(new Renamed(next))).isEqualTo(2);
        assertThat(maintenance.moveTo(new Renamed(next))).isZero();
        allOpen();
        var moving = new MovingRoot(bench.root, new Renamed(next));
        assertThat(moving.describe()).contains("moving from").contains("elsewhere");
        open(start(new RootKeys(moving, Epochs.in(directory.resolve("epochs")))));
        open(start(new RootKeys(new Renamed(next), Epochs.in(directory.resolve("epochs")))));
    }

    @Test
    void a_move_that_was_cut_off_halfway_still_opens_under_both() {
        var next = HeldRoot.random();
        var row =
                bench.store.rows().stream()
                        .filter(each -> !each.name().isSubjectKey())
                        .findFirst()
                        .orElseThrow();
        try (var key = bench.root.unwrap(row.bytes(), row.name().toString())) {
            bench.store.replace(
                    row,
                    new WrappedKey(
                            row.name(), "root/elsewhere", next.wrap(key, row.name().toString())));
        }
        var moving = new MovingRoot(bench.root, new Renamed(next));
        var started = start(new RootKeys(moving, Epochs.in(directory.resolve("epochs"))));
        open(started);
        assertThat(started.vault().maintenance().verifyAll().bad()).isEmpty();
    }

    @Test
    void a_move_goes_on_in_another_process_where_it_was_cut_off() throws IOException {
        var november = directory.resolve("epochs").resolve("2026-11.epoch");
        bench.clock.move(Duration.ofDays(30));
        var place = bench.place(SubjectId.random(), Bench.DIAGNOSIS);
        values.put(place, bench.seal(place, "value of December"));
        byte[] before = Files.readAllBytes(november);
        var next = new Renamed(HeldRoot.random());
        bench.vault().maintenance().moveTo(next);
        // One epoch was reached, the other not yet.
        Files.write(november, before);
        var again = start(new RootKeys(bench.root, Epochs.in(directory.resolve("epochs"))));
        assertThat(again.vault().maintenance().moveTo(next)).isZero();
        open(start(new RootKeys(next, Epochs.in(directory.resolve("epochs")))));
    }

    @Test
    void a_new_token_takes_over_from_an_old_one_of_the_same_kind() {
        var next = HeldRoot.random();
        assertThat(next.name()).isEqualTo(bench.root.name());
        assertThat(bench.vault().maintenance().moveTo(next)).isEqualTo(2);
        open(start(new RootKeys(next, Epochs.in(directory.resolve("epochs")))));
    }

    @Test
    void verification_counts_what_opens_and_names_what_does_not() {
        var maintenance = bench.vault().maintenance();
        var good = maintenance.verifyAll();
        assertThat(good.bad()).isEmpty();
        assertThat(good.good()).isEqualTo(62);
        var row = bench.store.rows().stream().filter(r -> r.name().isSubjectKey()).findFirst();
        byte[] spoiled = row.orElseThrow().bytes();
        spoiled[20] ^= 1;
        bench.store.replace(
                row.get(), new WrappedKey(row.get().name(), row.get().wrapping(), spoiled));
        assertThat(maintenance.verifyAll().bad()).containsExactly(row.get().name());
    }

    @Test
    void a_wrapped_key_moved_to_another_person_does_not_open() {
        var rows = bench.store.rows().stream().filter(r -> r.name().purpose().equals("W")).toList();
        var mine = rows.get(0);
        var theirs = rows.get(1);
        bench.store.replace(mine, new WrappedKey(mine.name(), mine.wrapping(), theirs.bytes()));
        var place =
                values.keySet().stream()
                        .filter(each -> each.subject().value().equals(mine.name().owner()))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() -> bench.open(value(place), place)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void two_instances_that_need_a_key_at_once_get_the_same() {
        var first = bench.started;
        var second = start(new RootKeys(bench.root, Epochs.in(directory.resolve("epochs"))));
        var place = bench.place(SubjectId.random(), Bench.DIAGNOSIS);
        var deposit =
                first.office()
                        .deposit(
                                java.util.UUID.randomUUID(),
                                place.subject(),
                                java.util.Set.of(place.field()));
        var one = first.vault().seal(deposit, place, "a", Codec.TEXT);
        var two = second.vault().seal(deposit, place, "b", Codec.TEXT);
        assertThat(bench.open(one, place)).isEqualTo("a");
        assertThat(bench.open(two, place)).isEqualTo("b");
    }

    private Started start(RootKeys root) {
        return Vault.start(
                root,
                bench.store,
                (entry, instance, now) -> true,
                bench.clock,
                "two",
                bench.offices);
    }

    private void open(Started started) {
        bench.started = started;
        allOpen();
    }

    private void allOpen() {
        values.forEach((place, value) -> assertThat(bench.open(value, place)).startsWith("value"));
    }

    private Sealed<String> value(Place place) {
        return java.util.Objects.requireNonNull(values.get(place));
    }

    private List<String> wrappings(String purpose) {
        return bench.store.rows().stream()
                .filter(row -> row.name().purpose().equals(purpose))
                .map(WrappedKey::wrapping)
                .toList();
    }

    /// The same root under another provider's name.
    private record Renamed(KeyManagement root) implements KeyManagement {
        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        public String describe() {
            return "elsewhere";
        }

        @Override
        public byte[] wrap(Secret key, String purpose) {
            return root.wrap(key, purpose);
        }

        @Override
        public Secret unwrap(byte[] wrapped, String purpose) {
            return root.unwrap(wrapped, purpose);
        }

        @Override
        public void rotate() {
            root.rotate();
        }

        @Override
        public void close() {
            root.close();
        }
    }
}
