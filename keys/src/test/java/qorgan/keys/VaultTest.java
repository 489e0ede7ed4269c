package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    @TempDir Path directory;
    private Bench bench;
    private final SubjectId arman = SubjectId.random();

    @BeforeEach
    void start() {
        bench = new Bench(directory);
    }

    @Test
    void what_is_sealed_opens_at_its_place() {
        for (var field : List.of(Bench.WHEREABOUTS, Bench.DIAGNOSIS, Bench.CASE_NUMBER)) {
            var place = bench.place(arman, field);
            var sealed = bench.seal(place, "мұнда");
            assertThat(bench.open(sealed, place)).isEqualTo("мұнда");
            bench.restart();
            assertThat(bench.open(sealed, place)).isEqualTo("мұнда");
        }
    }

    @Test
    void moved_in_any_part_of_its_place_it_does_not_open() {
        for (var field : List.of(Bench.WHEREABOUTS, Bench.CASE_NUMBER)) {
            var place = bench.place(arman, field);
            var sealed = bench.seal(place, "x");
            var other = SubjectId.random();
            var sibling =
                    new Field(
                            field.keyClass() == KeyClass.P ? "P.co_suspects" : "W.custody_status");
            var elsewhere =
                    List.of(
                            new Place(Bench.ALMATY, arman, field, place.record(), 0),
                            new Place(Bench.ASTANA, other, field, place.record(), 0),
                            new Place(Bench.ASTANA, arman, sibling, place.record(), 0),
                            new Place(
                                    Bench.ASTANA,
                                    arman,
                                    new Field("D" + field.code().substring(1)),
                                    place.record(),
                                    0),
                            new Place(Bench.ASTANA, arman, field, UUID.randomUUID(), 0),
                            new Place(Bench.ASTANA, arman, field, place.record(), 1));
            for (var wrong : elsewhere) {
                bench.seal(wrong, "so that a key exists there");
                assertThatThrownBy(() -> bench.open(sealed, wrong)).isInstanceOf(CannotOpen.class);
            }
        }
    }

    @Test
    void every_flipped_bit_is_noticed() {
        var place = bench.place(arman, Bench.WHEREABOUTS);
        byte[] bytes = bench.seal(place, "x").bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> bench.open(Sealed.of(changed), place))
                    .isInstanceOf(CannotOpen.class);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> bench.open(Sealed.of(shorter), place))
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void a_warrant_opens_once_for_a_minute_what_it_names() {
        var place = bench.place(arman, Bench.WHEREABOUTS);
        var sealed = bench.seal(place, "x");
        var warrant = warrant(place);
        try (var opening = bench.vault().open(warrant)) {
            assertThat(opening.plain(sealed, place, Codec.TEXT).value()).isEqualTo("x");
            refused(
                    WarrantRefused.Reason.OTHER_FIELD,
                    () -> opening.plain(sealed, bench.place(arman, Bench.DIAGNOSIS), Codec.TEXT));
            refused(
                    WarrantRefused.Reason.OTHER_SUBJECT,
                    () ->
                            opening.plain(
                                    sealed,
                                    bench.place(SubjectId.random(), Bench.WHEREABOUTS),
                                    Codec.TEXT));
            bench.clock.move(Duration.ofMinutes(1));
            refused(WarrantRefused.Reason.EXPIRED, () -> opening.plain(sealed, place, Codec.TEXT));
            opening.close();
            refused(
                    WarrantRefused.Reason.OPENING_CLOSED,
                    () -> opening.plain(sealed, place, Codec.TEXT));
        }
        refused(WarrantRefused.Reason.EXPIRED, () -> bench.vault().open(warrant));
        bench.clock.move(Duration.ofMinutes(-1));
        refused(WarrantRefused.Reason.ALREADY_USED, () -> bench.vault().open(warrant));
    }

    @Test
    void a_warrant_of_another_instance_opens_nothing() {
        var foreign =
                new Warrant(
                        UUID.randomUUID(),
                        new byte[32],
                        Set.of(arman),
                        Set.of(Bench.WHEREABOUTS),
                        "two",
                        bench.clock.instant().plusSeconds(60));
        refused(WarrantRefused.Reason.OTHER_INSTANCE, () -> bench.vault().open(foreign));
        assertThat(bench.used).isEmpty();
    }

    @Test
    void a_deposit_seals_only_what_it_names() {
        var deposit =
                bench.started.office().deposit(UUID.randomUUID(), arman, Set.of(Bench.WHEREABOUTS));
        refused(
                WarrantRefused.Reason.OTHER_FIELD,
                () ->
                        bench.vault()
                                .seal(
                                        deposit,
                                        bench.place(arman, Bench.DIAGNOSIS),
                                        "x",
                                        Codec.TEXT));
        refused(
                WarrantRefused.Reason.OTHER_SUBJECT,
                () ->
                        bench.vault()
                                .seal(
                                        deposit,
                                        bench.place(SubjectId.random(), Bench.WHEREABOUTS),
                                        "x",
                                        Codec.TEXT));
    }

    @Test
    void a_sealed_vault_does_nothing() {
        var place = bench.place(arman, Bench.WHEREABOUTS);
        var sealed = bench.seal(place, "x");
        assertThat(bench.vault().sealIfIdle(Duration.ofMinutes(30))).isFalse();
        bench.clock.move(Duration.ofMinutes(30));
        assertThat(bench.vault().sealIfIdle(Duration.ofMinutes(30))).isTrue();
        assertThatThrownBy(() -> bench.open(sealed, place)).isInstanceOf(VaultSealed.class);
        assertThatThrownBy(() -> bench.seal(place, "y")).isInstanceOf(VaultSealed.class);
        assertThatThrownBy(() -> bench.vault().reseal(sealed, place))
                .isInstanceOf(VaultSealed.class);
    }

    @Test
    void a_value_advances_with_its_row_without_being_shown() {
        var place = bench.place(arman, Bench.WHEREABOUTS);
        var sealed = bench.seal(place, "x");
        var next = new Place(place.region(), arman, place.field(), place.record(), 1);
        var advanced = bench.vault().advance(sealed, place, 1);
        assertThat(bench.open(advanced, next)).isEqualTo("x");
        assertThatThrownBy(() -> bench.open(advanced, place)).isInstanceOf(CannotOpen.class);
        assertThat(bench.open(sealed, place)).isEqualTo("x");
        var plane = bench.place(arman, Bench.CASE_NUMBER);
        var deposited = bench.seal(plane, "x");
        assertThatThrownBy(() -> bench.vault().advance(deposited, plane, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Warrant warrant(Place place) {
        return bench.started
                .office()
                .warrant(
                        UUID.randomUUID(),
                        new byte[32],
                        Set.of(place.subject()),
                        Set.of(place.field()));
    }

    private static void refused(WarrantRefused.Reason reason, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        WarrantRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
