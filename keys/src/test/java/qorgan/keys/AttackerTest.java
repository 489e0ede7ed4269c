package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.agent.LocalKeeper;
import qorgan.keys.root.HeldRoot;

/// What somebody reads who has part of the house: each test owns what its name says, and no more.
class AttackerTest {
    private static final String SECRET = "CANARY-7c1f";

    @TempDir Path directory;
    private Bench bench;
    private final SubjectId arman = SubjectId.random();
    private Place where;
    private Place diagnosis;
    private Place plane;
    private Sealed<String> sealedWhere;
    private Sealed<String> sealedDiagnosis;
    private Sealed<String> sealedPlane;

    @BeforeEach
    void deposit() {
        bench = new Bench(directory);
        where = bench.place(arman, Bench.WHEREABOUTS);
        diagnosis = bench.place(arman, Bench.DIAGNOSIS);
        plane = bench.place(arman, Bench.CASE_NUMBER);
        sealedWhere = bench.seal(where, SECRET);
        sealedDiagnosis = bench.seal(diagnosis, SECRET);
        sealedPlane = bench.seal(plane, SECRET);
    }

    @Test
    void the_database_its_backups_and_the_disk_without_a_quorum_open_nothing() throws IOException {
        // Every stored byte, the epoch files too, and a root of one's own.
        for (var stored : List.of(sealedWhere, sealedDiagnosis, sealedPlane)) {
            assertThat(text(stored.bytes())).doesNotContain(SECRET);
        }
        for (var row : bench.store.rows()) {
            assertThat(text(row.bytes())).doesNotContain(SECRET);
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(text(Files.readAllBytes(file))).doesNotContain(SECRET);
            }
        }
        var mine =
                Vault.start(
                        new RootKeys(HeldRoot.random(), Epochs.in(directory.resolve("epochs"))),
                        bench.store.backup(),
                        (entry, instance, now) -> true,
                        bench.clock,
                        "one",
                        bench.offices);
        for (var each :
                List.of(
                        new Stored(sealedWhere, where),
                        new Stored(sealedDiagnosis, diagnosis),
                        new Stored(sealedPlane, plane))) {
            assertThatThrownBy(() -> open(mine, each)).isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void database_and_root_without_the_epochs_open_what_is_owed_and_nothing_destroyable() {
        var mine = start(directory.resolve("none"), bench.offices);
        assertThat(open(mine, new Stored(sealedWhere, where))).isEqualTo(SECRET);
        assertThatThrownBy(() -> open(mine, new Stored(sealedDiagnosis, diagnosis)))
                .isInstanceOf(KeyDestroyed.class);
        assertThatThrownBy(() -> open(mine, new Stored(sealedPlane, plane)))
                .isInstanceOf(KeyDestroyed.class);
    }

    @Test
    void the_service_its_database_and_one_office_open_nothing_of_p() {
        var own = new LocalKeeper(PlaneOffice.PROCURACY, HalfCipher.newPair().seed());
        var mine =
                start(
                        directory.resolve("epochs"),
                        new DualControl(bench.offices.investigation(), own));
        assertThat(open(mine, new Stored(sealedDiagnosis, diagnosis))).isEqualTo(SECRET);
        assertThatThrownBy(() -> open(mine, new Stored(sealedPlane, plane)))
                .isInstanceOf(HalfRefused.class);
        var other = new LocalKeeper(PlaneOffice.INVESTIGATION, HalfCipher.newPair().seed());
        var reversed =
                start(
                        directory.resolve("epochs"),
                        new DualControl(other, bench.offices.procuracy()));
        assertThatThrownBy(() -> open(reversed, new Stored(sealedPlane, plane)))
                .isInstanceOf(HalfRefused.class);
    }

    @Test
    void one_office_cannot_stand_for_both() {
        assertThatThrownBy(
                        () ->
                                new DualControl(
                                        bench.offices.investigation(),
                                        bench.offices.investigation()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new DualControl(
                                        bench.offices.procuracy(), bench.offices.investigation()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halves_swapped_between_offices_or_records_do_not_open() {
        var half = HalfCipher.newPair();
        try (var secret = Entropy.key()) {
            byte[] sealed =
                    HalfCipher.seal(PlaneOffice.INVESTIGATION, half.publicKey(), plane, secret);
            try (var opened =
                    HalfCipher.open(PlaneOffice.INVESTIGATION, half.seed(), plane, sealed)) {
                assertThat(opened.sameAs(secret)).isTrue();
            }
            assertThatThrownBy(
                            () ->
                                    HalfCipher.open(
                                            PlaneOffice.PROCURACY, half.seed(), plane, sealed))
                    .isInstanceOf(CannotOpen.class);
            assertThatThrownBy(
                            () ->
                                    HalfCipher.open(
                                            PlaneOffice.INVESTIGATION,
                                            half.seed(),
                                            bench.place(arman, Bench.CASE_NUMBER),
                                            sealed))
                    .isInstanceOf(CannotOpen.class);
            assertThatThrownBy(
                            () ->
                                    HalfCipher.open(
                                            PlaneOffice.INVESTIGATION,
                                            half.seed(),
                                            plane,
                                            new byte[5]))
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    void without_agents_p_is_neither_sealed_nor_opened() {
        var mine =
                Vault.start(
                        new RootKeys(bench.root, bench.epochs),
                        bench.store,
                        (entry, instance, now) -> true,
                        bench.clock,
                        "one");
        assertThatThrownBy(() -> open(mine, new Stored(sealedPlane, plane)))
                .isInstanceOf(IllegalStateException.class);
        var deposit = mine.office().deposit(UUID.randomUUID(), arman, Set.of(Bench.CASE_NUMBER));
        assertThatThrownBy(() -> mine.vault().seal(deposit, plane, "x", Codec.TEXT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void maintenance_gives_no_plaintext_and_no_key() {
        for (var type : List.of(Maintenance.class, BlindIndexes.class, SubjectTokens.class)) {
            for (var method : type.getMethods()) {
                assertThat(method.getReturnType())
                        .as(method.toString())
                        .isNotIn(Plain.class, Secret.class);
            }
        }
    }

    private record Stored(Sealed<String> value, Place place) {}

    private Started start(Path epochs, DualControl offices) {
        return Vault.start(
                new RootKeys(bench.root, Epochs.in(epochs)),
                bench.store.backup(),
                (entry, instance, now) -> true,
                bench.clock,
                "one",
                offices);
    }

    private static String open(Started started, Stored stored) {
        var warrant =
                started.office()
                        .warrant(
                                UUID.randomUUID(),
                                new byte[32],
                                Set.of(stored.place().subject()),
                                Set.of(stored.place().field()));
        try (var opening = started.vault().open(warrant);
                var plain = opening.plain(stored.value(), stored.place(), Codec.TEXT)) {
            return plain.value();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
