package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.BlindIndexes.Kind;

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
        assertThat(indexes.nameLookup("ARMAN SERIKOV", BORN, 1))
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
        var identity = held(arman, "R.identity_full", IDENTITY);
        var birth = held(arman, "D.birth_date", BORN.toString());
        var deposit = deposit(arman, "R.identity_full", "D.birth_date");
        byte[] old = indexes.iin("900517300123");
        assertThat(indexes.liveVersions()).containsExactly(1);
        assertThat(indexes.lookup(Kind.IIN, "900517300123", 1)).isEqualTo(old);
        assertThat(indexes.rekey()).isEqualTo(2);
        assertThat(indexes.currentVersion()).isEqualTo(2);
        assertThat(indexes.liveVersions()).containsExactly(2, 1);
        assertThat(indexes.lookup(Kind.IIN, "900517300123", 1)).isEqualTo(old);
        try (var reindexing = indexes.reindexing()) {
            assertThat(reindexing.version()).isEqualTo(2);
            reindexing.fetch(List.of(identity, birth));
            for (var kind : List.of(Kind.IIN, Kind.IIN_SECOND)) {
                assertThat(reindexing.value(deposit, kind, identity, "iin").orElseThrow())
                        .isNotEqualTo(old)
                        .isEqualTo(indexes.lookup(kind, "900517300123", 2))
                        .isEqualTo(indexes.stored(deposit, kind, "900517300123", 2));
            }
            assertThat(reindexing.value(deposit, Kind.IIN, identity, "none")).isEmpty();
            var stored = reindexing.names(deposit, identity, "names", birth);
            assertThat(stored).hasSize(3);
            assertThat(stored)
                    .usingElementComparator(Arrays::compareUnsigned)
                    .containsAll(indexes.nameLookup("Серіков Арман", BORN, 2))
                    .containsAll(indexes.nameLookup("Arman Kim", BORN, 2))
                    .doesNotContainAnyElementsOf(indexes.nameLookup("Серіков", BORN, 1));
        }
        assertThatThrownBy(() -> indexes.lookup(Kind.NAME, "x", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_process_hears_of_a_change_when_it_looks_again() {
        var second =
                Vault.start(
                                new RootKeys(bench.root, bench.epochs),
                                bench.store,
                                (entry, instance, now) -> true,
                                bench.clock,
                                "two")
                        .indexes();
        assertThat(second.currentVersion()).isEqualTo(1);
        assertThat(indexes.rekey()).isEqualTo(2);
        assertThat(second.currentVersion()).isEqualTo(1);
        second.refresh();
        assertThat(second.liveVersions()).containsExactly(2, 1);
        assertThat(second.lookup(Kind.PHONE, "7011234567", 2))
                .isEqualTo(indexes.phone("7011234567"));
    }

    @Test
    void indexing_anew_needs_a_trace_of_the_very_person_and_shows_nothing() {
        var arman = SubjectId.random();
        var identity = held(arman, "R.identity_full", "Серіков 900517300123");
        var birth = held(arman, "D.birth_date", "seventeenth of May");
        var deposit = deposit(arman, "R.identity_full", "D.birth_date");
        var stranger = deposit(SubjectId.random(), "R.identity_full", "D.birth_date");
        var narrow = deposit(arman, "D.birth_date");
        try (var reindexing = indexes.reindexing()) {
            reindexing.fetch(List.of(identity, birth));
            assertThatThrownBy(() -> reindexing.value(stranger, Kind.IIN, identity, "iin"))
                    .isInstanceOf(WarrantRefused.class);
            assertThatThrownBy(() -> reindexing.names(narrow, identity, "names", birth))
                    .isInstanceOf(CannotOpen.class)
                    .hasNoCause();
            assertThatThrownBy(() -> reindexing.value(narrow, Kind.IIN, identity, "iin"))
                    .isInstanceOf(WarrantRefused.class);
            assertThatThrownBy(() -> reindexing.value(deposit, Kind.IIN, identity, "iin"))
                    .isInstanceOf(CannotOpen.class)
                    .hasNoCause();
        }
    }

    @Test
    void who_lost_their_birth_date_keeps_their_number() {
        var arman = SubjectId.random();
        var identity = held(arman, "R.identity_full", IDENTITY);
        var birth = held(arman, "D.birth_date", BORN.toString());
        var deposit = deposit(arman, "R.identity_full", "D.birth_date");
        bench.epochs.noteErasure(Bench.ASTANA.code(), arman.value(), "D");
        try (var reindexing = indexes.reindexing()) {
            reindexing.fetch(List.of(identity, birth));
            assertThat(reindexing.value(deposit, Kind.IIN, identity, "iin")).isPresent();
            assertThat(reindexing.names(deposit, identity, "names", birth)).isEmpty();
        }
    }

    @Test
    void class_p_has_no_narrow_verb() {
        var arman = SubjectId.random();
        var held = new Reindexing.Held(bench.seal(casePlace(arman), "{}"), casePlace(arman));
        var deposit = deposit(arman, "P.case_number");
        try (var reindexing = indexes.reindexing()) {
            reindexing.fetch(List.of(held));
            assertThatThrownBy(() -> reindexing.value(deposit, Kind.DOCUMENT, held, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static final String IDENTITY =
            "{\"iin\":\"900517300123\",\"names\":[\"Серіков Арман\",\"Ким Арман\"]}";

    private static Place casePlace(SubjectId subject) {
        return new Place(Bench.ASTANA, subject, Bench.CASE_NUMBER, new UUID(1, 1), 0);
    }

    private Reindexing.Held held(SubjectId subject, String field, String text) {
        var place = bench.place(subject, new Field(field));
        return new Reindexing.Held(bench.seal(place, text), place);
    }

    private Deposit deposit(SubjectId subject, String... fields) {
        return bench.started
                .office()
                .deposit(
                        UUID.randomUUID(),
                        subject,
                        Arrays.stream(fields).map(Field::new).collect(Collectors.toSet()));
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
        assertThat(meter.refused()).isEqualTo(1);
        assertThat(indexes.heldBack()).isZero();
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
            assertThat(strict.stored(entered, Kind.IIN, "990101300001", 1))
                    .isEqualTo(indexes.iin("990101300001"));
            assertThat(List.copyOf(strict.storedName(entered, "Серіков Арман", BORN, 1)))
                    .usingRecursiveComparison()
                    .isEqualTo(List.copyOf(indexes.name("Серіков Арман", BORN)));
        }
        assertThat(strict.computed()).isEqualTo(1 + 3 * 3);
        assertThatThrownBy(() -> strict.stored(entered, Kind.NAME, "x", 1))
                .isInstanceOf(IllegalArgumentException.class);
        var nobody =
                bench.started.office().deposit(UUID.randomUUID(), SubjectId.random(), Set.of());
        assertThatThrownBy(() -> strict.stored(nobody, Kind.IIN, "1", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_plan_states_the_rate_and_the_leakage() {
        var iin = new IndexPlan(Kind.IIN, 1_000_000);
        assertThat(iin.falsePositivesPerMillion()).isEqualTo(1);
        assertThat(iin.expectedCollisions()).isEqualTo(1);
        var name = new IndexPlan(Kind.NAME, 1_000_000);
        assertThat(name.falsePositivesPerMillion()).isEqualTo(233);
        assertThat(name.expectedCollisions()).isEqualTo(117);
        assertThat(new IndexPlan(Kind.NAME, 0).expectedCollisions()).isZero();
        for (var kind : Kind.values()) {
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
