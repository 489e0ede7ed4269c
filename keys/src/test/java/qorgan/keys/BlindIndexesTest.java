package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindIndexesTest {
    private static final LocalDate BORN = LocalDate.of(1990, 5, 17);

    @TempDir Path directory;
    private Bench bench;
    private BlindIndexes indexes;

    @BeforeEach
    void start() {
        bench = new Bench(directory);
        indexes = bench.started.indexes();
    }

    @Test
    void one_value_has_one_index_however_it_is_written() {
        assertThat(indexes.iin("900517300123"))
                .isEqualTo(indexes.iin(" 900517-300123"))
                .hasSize(5)
                .isNotEqualTo(indexes.iin("900517300124"));
        assertThat(indexes.document("N 0123-456"))
                .isEqualTo(indexes.document("n0123456"))
                .isNotEqualTo(indexes.document("N0123457"));
        assertThat(indexes.document("АВ 1")).isEqualTo(indexes.document("AB1"));
        assertThat(indexes.phone("8 (701) 123-45-67")).isEqualTo(indexes.phone("+77011234567"));
        assertThat(indexes.email(" Aigul@Example.KZ")).isEqualTo(indexes.email("aigul@example.kz"));
        assertThat(indexes.iin("123")).isNotEqualTo(indexes.phone("123"));
    }

    @Test
    void a_name_has_a_value_for_each_token_bound_to_the_birth_date() {
        var stored = List.copyOf(indexes.name("Серіков Арман", BORN));
        assertThat(stored).hasSize(2).allMatch(value -> value.length == 4);
        assertThat(indexes.nameLookups("ARMAN SERIKOV", BORN).getFirst())
                .usingRecursiveComparison()
                .isEqualTo(stored);
        assertThat(List.copyOf(indexes.name("Серіков Арман", BORN.plusDays(1))).getFirst())
                .isNotEqualTo(stored.getFirst());
    }

    @Test
    void another_process_finds_the_same_and_another_house_does_not() {
        byte[] before = indexes.iin("900517300123");
        bench.restart();
        assertThat(bench.started.indexes().iin("900517300123")).isEqualTo(before);
        var other = new Bench(directory.resolve("other"));
        assertThat(other.started.indexes().iin("900517300123")).isNotEqualTo(before);
    }

    @Test
    void while_the_key_changes_both_are_looked_up_and_rows_move_without_being_shown() {
        var arman = SubjectId.random();
        var iinPlace = bench.place(arman, new Field("D.iin"));
        var iin = bench.seal(iinPlace, "900517300123");
        byte[] old = indexes.iin("900517300123");
        assertThat(indexes.lookups(BlindIndexes.Kind.IIN, "900517300123")).containsExactly(old);
        assertThat(indexes.currentVersion()).isEqualTo(1);
        assertThat(indexes.rekey()).isEqualTo(2);
        assertThat(indexes.currentVersion()).isEqualTo(2);
        byte[] next = indexes.reindex(BlindIndexes.Kind.IIN, iin, iinPlace);
        assertThat(next).isNotEqualTo(old).isEqualTo(indexes.iin("900517300123"));
        assertThat(indexes.lookups(BlindIndexes.Kind.IIN, "900517300123"))
                .containsExactly(next, old);

        var namePlace = bench.place(arman, new Field("D.name"));
        var birthPlace = bench.place(arman, new Field("D.birth_date"));
        var name = bench.seal(namePlace, "Серіков Арман");
        var deposit =
                bench.started
                        .office()
                        .deposit(UUID.randomUUID(), arman, Set.of(birthPlace.field()));
        var birth = bench.vault().seal(deposit, birthPlace, BORN, Codec.DATE);
        assertThat(indexes.reindexName(name, namePlace, birth, birthPlace))
                .usingRecursiveComparison()
                .isEqualTo(List.copyOf(indexes.name("Серіков Арман", BORN)));
        assertThat(indexes.nameLookups("Серіков Арман", BORN)).hasSize(2);
        assertThatThrownBy(() -> indexes.lookups(BlindIndexes.Kind.NAME, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void class_p_has_no_narrow_verb() {
        var place = bench.place(SubjectId.random(), Bench.CASE_NUMBER);
        var sealed = bench.seal(place, "x");
        assertThatThrownBy(() -> indexes.reindex(BlindIndexes.Kind.DOCUMENT, sealed, place))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_meter_counts_and_stops_at_its_rate() {
        var meter = new IndexMeter(bench.clock, 3);
        for (int i = 0; i < 3; i++) {
            meter.count();
        }
        assertThatThrownBy(meter::count).isInstanceOf(IndexLimitReached.class);
        bench.clock.move(Duration.ofMinutes(1));
        meter.count();
        assertThat(meter.total()).isEqualTo(4);
        long before = indexes.computed();
        indexes.iin("1");
        assertThat(indexes.computed()).isEqualTo(before + 1);
    }

    @Test
    void what_is_stored_under_an_entry_counts_but_is_not_held_back() {
        var ring = new Ring(bench.root, bench.store);
        var strict = new BlindIndexes(ring, bench.vault(), new IndexMeter(bench.clock, 1));
        var entered =
                bench.started
                        .office()
                        .deposit(UUID.randomUUID(), SubjectId.random(), Set.of(new Field("D.iin")));
        strict.iin("990101300001");
        assertThatThrownBy(() -> strict.iin("990101300001")).isInstanceOf(IndexLimitReached.class);
        for (int i = 0; i < 3; i++) {
            assertThat(strict.stored(entered, BlindIndexes.Kind.IIN, "990101300001"))
                    .isEqualTo(indexes.iin("990101300001"));
            assertThat(List.copyOf(strict.storedName(entered, "Серіков Арман", BORN)))
                    .usingRecursiveComparison()
                    .isEqualTo(List.copyOf(indexes.name("Серіков Арман", BORN)));
        }
        assertThat(strict.computed()).isEqualTo(1 + 3 * 3);
        assertThatThrownBy(() -> strict.stored(entered, BlindIndexes.Kind.NAME, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        var nobody =
                bench.started.office().deposit(UUID.randomUUID(), SubjectId.random(), Set.of());
        assertThatThrownBy(() -> strict.stored(nobody, BlindIndexes.Kind.IIN, "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_plan_states_the_rate_and_the_leakage() {
        var iin = new IndexPlan(BlindIndexes.Kind.IIN, 1_000_000);
        assertThat(iin.falsePositivesPerMillion()).isEqualTo(1);
        assertThat(iin.expectedCollisions()).isEqualTo(1);
        var name = new IndexPlan(BlindIndexes.Kind.NAME, 1_000_000);
        assertThat(name.falsePositivesPerMillion()).isEqualTo(233);
        assertThat(name.expectedCollisions()).isEqualTo(117);
        assertThat(new IndexPlan(BlindIndexes.Kind.NAME, 0).expectedCollisions()).isZero();
        for (var kind : BlindIndexes.Kind.values()) {
            assertThat(new IndexPlan(kind, 1).leakage()).contains("not the");
        }
    }

    @Test
    void tokens_are_stable_and_say_nothing() {
        var arman = SubjectId.random();
        var tokens = bench.started.tokens();
        byte[] token = tokens.token(arman, "tracker");
        assertThat(token).hasSize(16).isNotEqualTo(tokens.token(arman, "bulk"));
        bench.restart();
        assertThat(bench.started.tokens().token(arman, "tracker")).isEqualTo(token);
        assertThat(bench.started.tokens().token(SubjectId.random(), "tracker")).isNotEqualTo(token);
    }
}
