package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drill of an erasure, in both directions.
class ErasureTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    @TempDir Path directory;
    private Bench bench;
    private final SubjectId arman = SubjectId.random();
    private final SubjectId aigul = SubjectId.random();
    private Place place;
    private Place kept;
    private Sealed<String> sealed;
    private Sealed<String> other;

    @BeforeEach
    void start() {
        bench = new Bench(directory);
        place = bench.place(arman, Bench.DIAGNOSIS);
        kept = bench.place(aigul, Bench.DIAGNOSIS);
        sealed = bench.seal(place, "x");
        other = bench.seal(kept, "y");
    }

    @Test
    void erased_then_epochs_pass_then_a_backup_is_restored_and_it_is_gone() {
        var backup = bench.store.backup();
        erase();
        assertThatThrownBy(() -> bench.open(sealed, place))
                .isInstanceOfAny(CannotOpen.class, KeyDestroyed.class);

        bench.clock.moveTo(Instant.parse("2026-12-02T03:00:00Z"));
        var maintenance = bench.vault().maintenance();
        assertThat(maintenance.rewrap(null, false, step -> {}).changed()).isEqualTo(1);
        assertThat(maintenance.closeEpochs()).containsExactly(NOVEMBER);
        assertThat(bench.epochs.present()).containsExactly(DECEMBER);
        assertThat(bench.open(other, kept)).isEqualTo("y");

        // Even someone who removes the list of erasures has nothing to open the backup with.
        bench.store = backup;
        delete(directory.resolve("epochs").resolve("erased"));
        bench.restart();
        assertThatThrownBy(() -> bench.open(sealed, place)).isInstanceOf(KeyDestroyed.class);
    }

    @Test
    void restored_too_early_it_stays_closed_and_the_erasure_is_pending() {
        var backup = bench.store.backup();
        erase();
        bench.store = backup;
        bench.restart();
        var maintenance = bench.vault().maintenance();
        assertThat(maintenance.pendingErasures())
                .extracting(KeyName::owner)
                .containsExactly(arman.value());
        assertThatThrownBy(() -> bench.open(sealed, place)).isInstanceOf(KeyDestroyed.class);
        assertThatThrownBy(() -> bench.seal(place, "again")).isInstanceOf(KeyDestroyed.class);
        assertThat(bench.open(other, kept)).isEqualTo("y");
        assertThat(maintenance.verifyAll().erased()).isEqualTo(1);
        assertThat(maintenance.repeatErasures()).isEqualTo(1);
        assertThat(maintenance.pendingErasures()).isEmpty();
        assertThat(bench.epochs.erasures()).isEqualTo(1);
    }

    @Test
    void an_epoch_closes_only_when_nothing_is_wrapped_under_it() {
        bench.clock.moveTo(Instant.parse("2026-12-04T23:59:59Z"));
        var maintenance = bench.vault().maintenance();
        assertThat(maintenance.isErasureOverdue()).isFalse();
        bench.clock.moveTo(Instant.parse("2026-12-05T00:00:00Z"));
        assertThat(maintenance.isErasureOverdue()).isTrue();
        assertThatThrownBy(maintenance::closeEpochs).isInstanceOf(IllegalStateException.class);
        assertThat(bench.epochs.present()).contains(NOVEMBER);
        maintenance.rewrap(null, false, step -> {});
        assertThat(maintenance.closeEpochs()).containsExactly(NOVEMBER);
        assertThat(maintenance.closeEpochs()).isEmpty();
        assertThat(maintenance.isErasureOverdue()).isFalse();
        assertThat(bench.open(sealed, place)).isEqualTo("x");
    }

    @Test
    void an_erasure_is_never_older_than_35_days_when_epochs_close_in_time() {
        for (int month = 1; month <= 12; month++) {
            var first = YearMonth.of(2026, month).atDay(1);
            var closed = first.plusMonths(1).plusDays(Maintenance.DAYS_TO_CARRY);
            assertThat(first.until(closed, java.time.temporal.ChronoUnit.DAYS))
                    .isLessThanOrEqualTo(35);
        }
    }

    @Test
    void an_erased_row_does_not_keep_its_epoch_alive() {
        var backup = bench.store.backup();
        erase();
        bench.store = backup;
        bench.restart();
        bench.clock.moveTo(Instant.parse("2026-12-02T03:00:00Z"));
        var maintenance = bench.vault().maintenance();
        maintenance.rewrap(null, false, step -> {});
        assertThat(maintenance.closeEpochs()).containsExactly(NOVEMBER);
    }

    @Test
    void where_a_person_was_cannot_be_erased_by_any_call() {
        assertThat(Destroyable.values())
                .extracting(Destroyable::keyClass)
                .doesNotContain(KeyClass.W, KeyClass.R, KeyClass.A)
                .containsExactlyInAnyOrder(
                        KeyClass.P, KeyClass.M, KeyClass.D, KeyClass.L, KeyClass.Q, KeyClass.S);
        for (var keyClass : KeyClass.values()) {
            assertThat(Destroyable.contains(keyClass))
                    .isEqualTo(
                            Arrays.stream(Destroyable.values())
                                    .anyMatch(each -> each.keyClass() == keyClass));
        }
        // No public method named for destroying takes a class, a key's name or a purpose.
        for (var type :
                List.of(Vault.class, Maintenance.class, Epochs.class, WarrantOffice.class)) {
            for (var method : type.getMethods()) {
                if (method.getName().matches("(?i).*(destroy|erase|remove|delete).*")) {
                    assertThat(method.getParameterTypes())
                            .as(method.toString())
                            .doesNotContain(KeyClass.class, KeyName.class, String.class);
                }
            }
        }
        assertThat(Modifier.isPublic(methodModifiers("noteErasure"))).isFalse();
        assertThat(Modifier.isPublic(methodModifiers("destroy"))).isFalse();
    }

    private static int methodModifiers(String name) {
        return Arrays.stream(Epochs.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getModifiers();
    }

    @Test
    void w_keys_hang_on_no_epoch_and_ignore_a_forged_erasure() {
        var where = bench.place(arman, Bench.WHEREABOUTS);
        var whereabouts = bench.seal(where, "Astana");
        bench.epochs.noteErasure(where.region().code(), arman.value(), "W");
        assertThat(bench.open(whereabouts, where)).isEqualTo("Astana");
        assertThat(bench.store.rows())
                .filteredOn(row -> row.name().purpose().equals("W"))
                .allMatch(row -> !row.wrapping().contains("+"));
        bench.clock.moveTo(Instant.parse("2027-06-02T03:00:00Z"));
        bench.vault().maintenance().rewrap(null, false, step -> {});
        bench.vault().maintenance().closeEpochs();
        assertThat(bench.open(whereabouts, where)).isEqualTo("Astana");
    }

    @Test
    void a_row_that_pretends_another_wrapping_does_not_open() {
        var row =
                bench.store.rows().stream()
                        .filter(each -> each.name().owner().equals(arman.value()))
                        .findFirst()
                        .orElseThrow();
        assertThat(row.wrapping()).isEqualTo("1+2026-11");
        bench.store.replace(row, new WrappedKey(row.name(), "1", row.bytes()));
        assertThatThrownBy(() -> bench.open(sealed, place)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void a_sealed_vault_erases_nothing() {
        var maintenance = bench.vault().maintenance();
        bench.vault().close();
        assertThatThrownBy(
                        () ->
                                maintenance.destroy(
                                        place.region(), arman, Destroyable.M, UUID.randomUUID()))
                .isInstanceOf(VaultSealed.class);
        assertThat(bench.epochs.erasures()).isZero();
    }

    private void erase() {
        assertThat(
                        bench.vault()
                                .maintenance()
                                .destroy(place.region(), arman, Destroyable.M, UUID.randomUUID()))
                .isEqualTo(1);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
