package qorgan.keys.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One JSON value, one sequence of bytes (RFC 8785): so that what is signed can be written again
/// from its parts, by anyone, and give the same signature's input.
public final class CanonicalJson {
    /// Beyond this, a double does not hold every integer (RFC 7493 §2.2).
    private static final long LARGEST_INTEGER = (1L << 53) - 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private CanonicalJson() {}

    /// The canonical bytes of a value made of maps with string keys, iterables, strings, booleans,
    /// integers, doubles and null.
    ///
    /// @throws IllegalArgumentException for anything else, for integers beyond ±(2⁵³−1), for
    ///     numbers that are not finite and for unpaired surrogates
    public static byte[] of(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return encode(out);
    }

    /// The canonical bytes of a JSON text, which must have no duplicate names.
    public static byte[] canonical(byte[] json) {
        var out = new StringBuilder();
        write(parse(json), out);
        return encode(out);
    }

    /// True when the text is canonical already, byte for byte.
    public static boolean isCanonical(byte[] json) {
        try {
            return Arrays.equals(json, canonical(json));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Reads a JSON text strictly: no duplicate names, nothing after it.
    ///
    /// @throws IllegalArgumentException when it is none
    public static JsonNode parse(byte[] json) {
        try {
            // Decoded strictly first: a lenient reader would replace broken UTF-8.
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            var node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new IllegalArgumentException("no JSON text");
            }
            return node;
        } catch (JacksonException | CharacterCodingException e) {
            throw new IllegalArgumentException("not a JSON text of RFC 8785", e);
        }
    }

    private static byte[] encode(StringBuilder text) {
        return text.toString().getBytes(UTF_8);
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case JsonNode node -> writeNode(node, out);
            case String text -> string(text, out);
            case Boolean truth -> out.append(truth.booleanValue());
            case Byte number -> out.append(number.intValue());
            case Short number -> out.append(number.intValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> integer(number, out);
            case BigInteger number -> integer(exact(number), out);
            case Double number -> number(number, out);
            case Map<?, ?> map -> object(map, out);
            case Iterable<?> list -> array(list, out);
            default ->
                    throw new IllegalArgumentException(
                            "canonical JSON has no " + value.getClass().getSimpleName());
        }
    }

    private static void writeNode(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                var members = new TreeMap<String, JsonNode>();
                node.properties()
                        .forEach(member -> members.put(member.getKey(), member.getValue()));
                object(members, out);
            }
            case ARRAY -> array(node.values(), out);
            case STRING -> string(node.stringValue(), out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case NUMBER -> number(node.decimalValue(), out);
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a value of JSON");
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        // Names in the order of their UTF-16 code units, which is the order of String.
        var members = new TreeMap<String, @Nullable Object>();
        for (var member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("names in JSON are strings");
            }
            members.put(name, member.getValue());
        }
        out.append('{');
        var between = "";
        for (var member : members.entrySet()) {
            out.append(between);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            between = ",";
        }
        out.append('}');
    }

    private static void array(Iterable<?> list, StringBuilder out) {
        out.append('[');
        var between = "";
        for (var element : list) {
            out.append(between);
            write(element, out);
            between = ",";
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (unit < 0x20) {
                        out.append(String.format("\\u%04x", (int) unit));
                    } else if (Character.isSurrogate(unit)) {
                        i = surrogatePair(text, i, out);
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    private static int surrogatePair(String text, int at, StringBuilder out) {
        if (at + 1 >= text.length()
                || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("an unpaired surrogate has no UTF-8");
        }
        out.append(text.charAt(at)).append(text.charAt(at + 1));
        return at + 1;
    }

    private static long exact(BigInteger number) {
        if (number.bitLength() > 63) {
            throw new IllegalArgumentException("an integer beyond 2^53 is not exact in JSON");
        }
        return number.longValue();
    }

    private static void integer(long number, StringBuilder out) {
        // Not by its absolute value: the smallest long has none.
        if (number > LARGEST_INTEGER || number < -LARGEST_INTEGER) {
            throw new IllegalArgumentException("an integer beyond 2^53 is not exact in JSON");
        }
        out.append(number);
    }

    private static void number(BigDecimal number, StringBuilder out) {
        number(number.doubleValue(), out);
    }

    /// A double as ECMAScript writes it (ECMA-262, Number::toString), from the shortest digits that
    /// the JDK finds.
    private static void number(double number, StringBuilder out) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no infinite numbers");
        }
        if (number == 0) {
            out.append('0');
            return;
        }
        if (number < 0) {
            out.append('-');
        }
        var shortest = shortest(Math.abs(number));
        var digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point > 21 || point < -5) {
            exponential(digits, point - 1, out);
        } else if (point >= digits.length()) {
            out.append(digits).append("0".repeat(point - digits.length()));
        } else if (point > 0) {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else {
            out.append("0.").append("0".repeat(-point)).append(digits);
        }
    }

    private static BigDecimal shortest(double number) {
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        // The JDK writes two digits where one would do (4.9E-324 for 5e-324).
        var one = digits.round(new MathContext(1));
        return one.doubleValue() == number ? one.stripTrailingZeros() : digits;
    }

    private static void exponential(String digits, int exponent, StringBuilder out) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
