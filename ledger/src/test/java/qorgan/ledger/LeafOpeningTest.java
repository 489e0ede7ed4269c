package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import qorgan.ledger.json.Json;

class LeafOpeningTest {
    private static final byte[] SALT = new byte[32];
    private static final byte[] CONTENT =
            "{\"office\":\"o-1\",\"at\":1764021600,\"fields\":[\"W.whereabouts\"],\"withheld\":null}"
                    .getBytes(UTF_8);

    private final LeafOpening opening = LeafOpening.of("access", CONTENT, SALT);

    @Test
    void the_leaf_of_a_known_entry_never_changes() {
        assertThat(HexFormat.of().formatHex(opening.leaf().bytes()))
                .isEqualTo("01a44ad3380d82cd678b8719c32b74b4c0e784e3da5e1322bfb6409f13d73b934e");
    }

    @Test
    void every_leaf_has_one_size() {
        var random = new SecureRandom();
        assertThat(
                        LeafOpening.of("note", "{}".getBytes(UTF_8), LeafOpening.freshSalt(random))
                                .leaf()
                                .bytes())
                .hasSize(Leaf.SIZE);
        assertThat(opening.leaf().bytes()).hasSize(Leaf.SIZE);
        assertThat(Leaf.filler(random).bytes()).hasSize(Leaf.SIZE);
        assertThat(Leaf.parse(opening.leaf().bytes())).isEqualTo(opening.leaf());
    }

    @Test
    void spelling_does_not_matter_but_value_kind_and_salt_do() {
        var respelled =
                "{ \"withheld\" : null, \"fields\":[\"W.whereabouts\"],\"at\":1764021600 ,\"office\":\"o\\u002d1\"}"
                        .getBytes(UTF_8);
        assertThat(LeafOpening.of("access", respelled, SALT).leaf()).isEqualTo(opening.leaf());
        assertThat(LeafOpening.of("grant", CONTENT, SALT).leaf()).isNotEqualTo(opening.leaf());
        var later = new String(CONTENT, UTF_8).replace("1764021600", "1764021601").getBytes(UTF_8);
        assertThat(LeafOpening.of("access", later, SALT).leaf()).isNotEqualTo(opening.leaf());
        var salt = SALT.clone();
        salt[31] = 1;
        assertThat(LeafOpening.of("access", CONTENT, salt).leaf()).isNotEqualTo(opening.leaf());
    }

    @Test
    void one_field_opens_alone() {
        for (String name : opening.fields().values().keySet()) {
            var field = FieldOpening.parse(opening.open(name).toJson());
            assertThat(field.opens(opening.leaf())).as(name).isTrue();
            assertThat(field.name()).isEqualTo(name);
            assertThat(new String(field.toJson(), UTF_8))
                    .doesNotContain(
                            opening.fields().values().keySet().stream()
                                    .filter(n -> !n.equals(name) && n.length() > 2)
                                    .toList());
        }
        assertThatThrownBy(() -> opening.open("subject"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_bent_field_does_not_open() {
        var field = opening.open("at");
        var leaf = opening.leaf();
        var salt = field.salt();
        salt[0] ^= 1;
        assertThat(
                        new FieldOpening(
                                        "at",
                                        new Json.Whole(1),
                                        field.salt(),
                                        field.slot(),
                                        field.path())
                                .opens(leaf))
                .isFalse();
        assertThat(
                        new FieldOpening(
                                        "to",
                                        field.value(),
                                        field.salt(),
                                        field.slot(),
                                        field.path())
                                .opens(leaf))
                .isFalse();
        assertThat(
                        new FieldOpening("at", field.value(), salt, field.slot(), field.path())
                                .opens(leaf))
                .isFalse();
        assertThat(
                        new FieldOpening(
                                        "at",
                                        field.value(),
                                        field.salt(),
                                        field.slot() + 1,
                                        field.path())
                                .opens(leaf))
                .isFalse();
        assertThat(field.opens(Leaf.filler(new SecureRandom()))).isFalse();
    }

    @Test
    void the_opening_survives_its_own_spelling() {
        var again = LeafOpening.parse(opening.toJson());
        assertThat(again.opens(opening.leaf())).isTrue();
        assertThat(again.kind()).isEqualTo("access");
    }

    @Test
    void too_many_fields_or_a_second_kind_are_refused() {
        var many =
                IntStream.range(0, LeafOpening.FIELDS)
                        .mapToObj(i -> "\"f" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}"))
                        .getBytes(UTF_8);
        assertThatThrownBy(() -> LeafOpening.of("x", many, SALT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LeafOpening.of("x", "{\"kind\":\"y\"}".getBytes(UTF_8), SALT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LeafOpening.of("x", CONTENT, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
