package qorgan.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.ErasureRefused.Reason;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.keys.sign.TrustAnchors;

/// The drill of an erasure, in both directions.
class ErasureTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    private static final Instant NOW = Instant.parse("2026-11-10T09:00:00Z");
    private static final UUID ID = new UUID(7, 8);

    private final DemoAuthority authority = DemoAuthority.root("State", NOW);
    private final SigningIdentity dpo = authority.official("DPO", "Police", NOW);
    private final SigningIdentity procurator = authority.official("Procurator", "Procuracy", NOW);

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
    void a_line_that_a_crash_cut_off_spoils_no_later_erasure() throws IOException {
        Files.writeString(directory.resolve("epochs").resolve("erased"), "0123456789abcdef");
        var backup = bench.store.backup();
        erase();
        bench.store = backup;
        bench.restart();
        assertThatThrownBy(() -> bench.open(sealed, place)).isInstanceOf(KeyDestroyed.class);
        assertThat(bench.vault().maintenance().pendingErasures()).hasSize(1);
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
        var decision = decided(terms());
        bench.vault().close();
        assertThatThrownBy(() -> maintenance.destroy(decision, subject -> false))
                .isInstanceOf(VaultSealed.class);
        assertThat(bench.epochs.erasures()).isZero();
    }

    @Test
    void a_hold_or_an_open_request_of_this_person_stands_against_it() {
        var decision = decided(terms());
        refused(Reason.HELD, () -> bench.vault().maintenance().destroy(decision, arman::equals));
        assertThat(bench.open(sealed, place)).isEqualTo("x");
        assertThat(bench.epochs.erasures()).isZero();
        assertThat(bench.vault().maintenance().destroy(decision, aigul::equals)).isEqualTo(1);
    }

    @Test
    void two_people_of_two_offices_sign_and_the_delay_runs_out_first() {
        var good = terms();
        byte[] text = good.canonical();
        byte[] one = sign(text, dpo);
        byte[] two = sign(text, procurator);
        refused(
                Reason.SIGNATURE,
                () -> verified(text, one, sign("{}".getBytes(UTF_8), procurator)));
        refused(Reason.SIGNATURE, () -> verified(text, new byte[9], two));
        var stranger = DemoAuthority.root("State", NOW).official("Stranger", "Procuracy", NOW);
        refused(Reason.SIGNATURE, () -> verified(text, one, sign(text, stranger)));
        refused(Reason.ONE_OFFICE, () -> verified(text, one, one));
        var colleague = authority.official("Colleague", "Police", NOW);
        refused(Reason.ONE_OFFICE, () -> verified(text, one, sign(text, colleague)));
        var both = authority.official("DPO", "Procuracy", NOW);
        assertThat(verified(text, one, sign(text, both)).terms()).isEqualTo(good);
        refused(
                Reason.STATEMENT,
                () -> verified((" " + new String(text, UTF_8)).getBytes(UTF_8), one, two));
        refused(
                Reason.STATEMENT,
                () ->
                        decidedText(
                                new String(text, UTF_8)
                                        .replace("\"class\":\"M\"", "\"class\":\"W\"")));
        refused(Reason.STATEMENT, () -> decidedText("{}"));
        var announced = good.announcedAt();
        refused(
                Reason.ANNOUNCED_TOO_SHORT,
                () ->
                        decided(
                                within(
                                        announced,
                                        announced.plus(ErasureDecision.ANNOUNCED).minusMillis(1))));
        var now = bench.clock.instant();
        refused(Reason.TOO_EARLY, () -> decided(within(announced, now.plusMillis(1))));
        assertThat(decided(within(announced, now)).terms().notBefore()).isEqualTo(now);
    }

    @Test
    void a_decision_that_waited_is_asked_for_its_time_again() {
        var decision = decided(terms());
        bench.clock.moveTo(terms().notBefore().minusMillis(1));
        refused(
                Reason.TOO_EARLY,
                () -> bench.vault().maintenance().destroy(decision, subject -> false));
    }

    private ErasureTerms terms() {
        return within(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(5)));
    }

    private ErasureTerms within(Instant announced, Instant notBefore) {
        return new ErasureTerms(
                ID, place.region(), arman, Destroyable.M, "art. 18", announced, notBefore);
    }

    private ErasureDecision decided(ErasureTerms terms) {
        return decidedText(new String(terms.canonical(), UTF_8));
    }

    private ErasureDecision decidedText(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return verified(bytes, sign(bytes, dpo), sign(bytes, procurator));
    }

    private ErasureDecision verified(byte[] text, byte[] one, byte[] two) {
        return ErasureDecision.verified(
                text,
                one,
                two,
                TrustAnchors.of(List.of(authority.certificate())),
                bench.clock.instant());
    }

    private static byte[] sign(byte[] text, SigningIdentity who) {
        return Cms.sign(text, who, NOW);
    }

    private static void refused(Reason reason, ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ErasureRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void erase() {
        assertThat(bench.vault().maintenance().destroy(decided(terms()), subject -> false))
                .isEqualTo(1);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
