package qorgan.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void one_value_has_one_spelling() {
        assertThat(
                        canonical(
                                " { \"b\" : [ 1 , -2, true,false , null ], \"a\":\"\\u0041\\/\\u00e9\\n\\u0001\" } "))
                .isEqualTo("{\"a\":\"A/é\\n\\u0001\",\"b\":[1,-2,true,false,null]}");
    }

    @Test
    void names_sort_by_utf16_units() {
        // RFC 8785 §3.2.3: a character beyond the BMP sorts by its surrogates, before U+FB33.
        assertThat(
                        canonical(
                                "{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\u20ac\":3,\"\\r\":4,\"1\":5,\"ö\":6}"))
                .isEqualTo("{\"\\r\":4,\"1\":5,\"ö\":6,\"€\":3,\"😀\":2,\"\ufb33\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "01",
                "-",
                "1.5",
                "1e3",
                "9007199254740992",
                "\"\\ud800\"",
                "\"\\x\"",
                "\"\n\"",
                "tru",
                "1 2",
                "'a'",
                "{a:1}",
                "\"a",
                "\"\\u12g4\"",
                "[",
                "nul"
            })
    void what_leaves_room_for_doubt_is_refused(String json) {
        assertThatThrownBy(() -> Json.parse(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void depth_has_an_end() {
        assertThatThrownBy(() -> Json.parse("[".repeat(5000).getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String json) {
        String once = Json.parse(json.getBytes(UTF_8)).canonical();
        assertThat(Json.parse(once.getBytes(UTF_8)).canonical()).isEqualTo(once);
        return once;
    }
}
