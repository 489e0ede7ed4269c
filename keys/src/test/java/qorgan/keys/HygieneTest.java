package qorgan.keys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HygieneTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("qorgan.keys");

    @TempDir Path directory;

    @Test
    void the_rules_look_at_classes_at_all() {
        assertThat(MAIN.size()).isGreaterThan(60);
    }

    @Test
    void one_place_makes_randomness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Entropy.class.getName())
                .should()
                .callConstructor(SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(MAIN);
    }

    @Test
    void nobody_asks_for_the_time_but_of_a_clock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }

    @Test
    void the_library_knows_no_framework_and_no_sister() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "qorgan.policy..",
                        "qorgan.ledger..",
                        "qorgan.vault..")
                .check(MAIN);
    }

    @Test
    void what_is_secret_is_never_serialisable() {
        classes()
                .that()
                .haveSimpleName("Secret")
                .or()
                .haveSimpleName("Plain")
                .or()
                .haveSimpleName("Warrant")
                .or()
                .haveSimpleName("Sealed")
                .or()
                .haveSimpleName("Xaes")
                .should()
                .notBeAssignableTo(Serializable.class)
                .check(MAIN);
        try (var secret = Entropy.key()) {
            assertThatThrownBy(
                            () ->
                                    new ObjectOutputStream(new ByteArrayOutputStream())
                                            .writeObject(secret))
                    .isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void warrants_deposits_and_plaintext_cannot_be_made_outside() {
        for (var type :
                List.of(
                        Warrant.class,
                        Deposit.class,
                        WarrantOffice.class,
                        Plain.class,
                        Opening.class)) {
            for (var constructor : type.getDeclaredConstructors()) {
                assertThat(Modifier.isPublic(constructor.getModifiers()))
                        .as(type.getSimpleName())
                        .isFalse();
            }
        }
    }

    @Test
    void nothing_prints_what_it_holds() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 0x41);
        var secret = Secret.taking(key);
        assertThat(key).containsOnly(0);
        assertThat(secret).hasToString("Secret[32 bytes]");
        var plain = new Plain<>("CANARY");
        assertThat(plain).hasToString("Plain[hidden]");
        var bench = new Bench(directory);
        var place = bench.place(SubjectId.random(), Bench.DIAGNOSIS);
        var sealed = bench.seal(place, "CANARY");
        assertThat(sealed.toString() + place + bench.started.office() + bench.vault())
                .doesNotContain("CANARY");
        assertThat(new String(sealed.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("CANARY");
    }

    @Test
    void closing_wipes() {
        var secret = Entropy.key();
        byte[] inside = secret.open();
        secret.close();
        assertThat(inside).containsOnly(0);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::duplicate).isInstanceOf(IllegalStateException.class);
        byte[] value = {1, 2, 3};
        var plain = new Plain<>(value);
        assertThat(plain.value()).isSameAs(value);
        plain.close();
        assertThat(value).containsOnly(0);
        assertThatThrownBy(plain::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealing_wipes_what_the_codec_made() {
        var bench = new Bench(directory);
        var place = bench.place(SubjectId.random(), Bench.DIAGNOSIS);
        byte[][] seen = new byte[1][];
        Codec<String> spy =
                Codec.of(
                        text -> {
                            seen[0] = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                            return seen[0];
                        },
                        String::new);
        var deposit =
                bench.started
                        .office()
                        .deposit(UUID.randomUUID(), place.subject(), Set.of(place.field()));
        bench.vault().seal(deposit, place, "CANARY", spy);
        assertThat(seen[0]).containsOnly(0);
    }

    @Test
    void secrets_compare_by_content_and_copies_are_apart() {
        try (var one = Secret.taking(new byte[] {1, 2});
                var two = one.duplicate();
                var other = Secret.taking(new byte[] {1, 3})) {
            assertThat(one.sameAs(two)).isTrue();
            assertThat(one.sameAs(other)).isFalse();
            assertThat(one.length()).isEqualTo(2);
            two.close();
            assertThat(one.copy()).containsExactly(1, 2);
        }
    }

    @Test
    void identifiers_are_random_uuids_of_version_four() {
        var seen = new HashSet<UUID>();
        for (int i = 0; i < 1_000; i++) {
            var id = Entropy.uuid();
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
        }
        assertThat(Entropy.bytes(7)).hasSize(7);
    }

    @Test
    void codecs_give_back_what_they_were_given() throws IOException {
        var at = Instant.parse("2026-03-02T09:17:00.000000001Z");
        assertThat(Codec.INSTANT.decode(Codec.INSTANT.encode(at))).isEqualTo(at);
        var day = LocalDate.of(1932, 2, 29);
        assertThat(Codec.DATE.decode(Codec.DATE.encode(day))).isEqualTo(day);
        assertThat(Codec.NUMBER.decode(Codec.NUMBER.encode(-5L))).isEqualTo(-5L);
        assertThat(Codec.TRUTH.decode(Codec.TRUTH.encode(true))).isTrue();
        assertThat(Codec.TRUTH.decode(Codec.TRUTH.encode(false))).isFalse();
        assertThat(Codec.TEXT.decode(Codec.TEXT.encode("Қ"))).isEqualTo("Қ");
        byte[] bytes = {1, 2};
        assertThat(Codec.BYTES.decode(Codec.BYTES.encode(bytes))).isEqualTo(bytes);
        assertThat(Codec.BYTES.encode(bytes)).isNotSameAs(bytes);
        assertThat(Codec.BYTES.decode(bytes)).isNotSameAs(bytes);
        var constant = Codec.constant(KeyClass.class);
        assertThat(constant.decode(constant.encode(KeyClass.P))).isEqualTo(KeyClass.P);
        assertThatThrownBy(() -> Codec.DATE.decode(new byte[7]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Codec.INSTANT.decode(new byte[13]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void names_of_things_are_checked() {
        for (var bad : List.of("", "W", "W.", "X.y", "Ww.y", "w.y")) {
            assertThatThrownBy(() -> new Field(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Field("W." + "x".repeat(63)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Field("W." + "x".repeat(62)).keyClass()).isEqualTo(KeyClass.W);
        assertThat(new Field("D.a")).isLessThan(new Field("D.b")).hasToString("D.a");
        assertThatThrownBy(() -> new Region(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Region("x".repeat(33)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Region("x".repeat(32))).hasToString("x".repeat(32));
        assertThatThrownBy(
                        () ->
                                new Place(
                                        Bench.ASTANA,
                                        SubjectId.random(),
                                        Bench.WHEREABOUTS,
                                        UUID.randomUUID(),
                                        -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyName("*", UUID.randomUUID(), "x", 0))
                .isInstanceOf(IllegalArgumentException.class);
        var id = SubjectId.random();
        assertThat(SubjectId.of(id.toString())).isEqualTo(id);
        assertThat(PlaneOffice.ofCode("procuracy")).isEqualTo(PlaneOffice.PROCURACY);
        assertThatThrownBy(() -> PlaneOffice.ofCode("x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sealed_values_are_values() {
        byte[] bytes = {1, 2, 3};
        var one = Sealed.<String>of(bytes);
        bytes[0] = 9;
        assertThat(one.bytes()).containsExactly(1, 2, 3);
        assertThat(one)
                .isEqualTo(Sealed.of(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(Sealed.of(new byte[] {1, 2, 3}));
        assertThat(one).isNotEqualTo(Sealed.of(bytes)).hasToString("Sealed[3 bytes]");
        assertThat(one.digest()).isEqualTo(Hash.sha256(new byte[] {1, 2, 3}));
        assertThat(one.<Long>as()).isSameAs(one);
    }
}
