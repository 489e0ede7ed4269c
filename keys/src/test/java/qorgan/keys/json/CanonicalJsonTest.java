package qorgan.keys.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void the_example_of_the_rfc() {
        // RFC 8785 §3.2.2 and §3.2.3, its input and output.
        var input =
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;
        var expected =
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assertThat(text(CanonicalJson.canonical(input.getBytes(UTF_8)))).isEqualTo(expected);
    }

    @Test
    void names_are_in_the_order_of_utf_16() {
        var input =
                """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet",\
                "1":"One","\\ud83d\\ude00":"Emoji","\\u0080":"Control","\\u00f6":"Latin"}\
                """;
        assertThat(text(CanonicalJson.canonical(input.getBytes(UTF_8))))
                .matches("(?s).*Carriage Return.*One.*Control.*Latin.*Euro Sign.*Emoji.*Hebrew.*");
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 8785, appendix B: bits of a double and what ECMAScript writes.
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_as_ecmascript_writes_them(String bits, String expected) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(text(CanonicalJson.of(number))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_is_refused(double number) {
        assertThatThrownBy(() -> CanonicalJson.of(number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}x",
                "{\"a\":1} {}",
                "",
                "{",
                "nul",
                "\"\\ud800\"",
                "[1,]",
                "{'a':1}"
            })
    void what_is_not_one_json_text_is_refused(String input) {
        assertThatThrownBy(() -> CanonicalJson.canonical(input.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(CanonicalJson.isCanonical(input.getBytes(UTF_8))).isFalse();
    }

    @Test
    void broken_utf_8_is_refused() {
        byte[] broken = {'"', (byte) 0xC3, '"'};
        assertThatThrownBy(() -> CanonicalJson.canonical(broken))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void java_values_and_their_text_agree() {
        var value = new HashMap<String, Object>();
        value.put("қ", List.of(1, 2L, (short) 3, (byte) 4, true, "ә"));
        value.put("n", null);
        value.put("m", Map.of("b", 1, "a", Arrays.asList(null, "x")));
        byte[] written = CanonicalJson.of(value);
        assertThat(text(written))
                .isEqualTo(
                        "{\"m\":{\"a\":[null,\"x\"],\"b\":1},\"n\":null,\"қ\":[1,2,3,4,true,\"ә\"]}");
        assertThat(CanonicalJson.isCanonical(written)).isTrue();
        assertThat(CanonicalJson.canonical(written)).isEqualTo(written);
        assertThat(CanonicalJson.isCanonical("{ }".getBytes(UTF_8))).isFalse();
    }

    @Test
    void integers_stay_exact_or_are_refused() {
        assertThat(text(CanonicalJson.of(9007199254740991L))).isEqualTo("9007199254740991");
        assertThat(text(CanonicalJson.of(-9007199254740991L))).isEqualTo("-9007199254740991");
        assertThat(text(CanonicalJson.of(BigInteger.valueOf(-9007199254740991L))))
                .isEqualTo("-9007199254740991");
        for (var beyond :
                List.of(
                        9007199254740992L,
                        -9007199254740992L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        BigInteger.valueOf(Long.MIN_VALUE),
                        BigInteger.ONE.shiftLeft(64),
                        BigInteger.ONE.shiftLeft(64).negate())) {
            assertThatThrownBy(() -> CanonicalJson.of(beyond))
                    .as(beyond.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("x", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of(Map.of(1, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void controls_are_escaped_the_short_way() {
        assertThat(text(CanonicalJson.of("\b\t\n\f\r\u0001\u001f\u007f/")))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0001\\u001f\u007f/\"");
        assertThat(text(CanonicalJson.of("😀"))).isEqualTo("\"😀\"");
        assertThatThrownBy(() -> CanonicalJson.of("x\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of("\ude00\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
