package qorgan.ledger.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;

/// Recursive descent over one text; refuses what RFC 8259 leaves open.
final class JsonReader {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Json read(byte[] utf8) {
        try {
            var reader =
                    new JsonReader(
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(utf8))
                                    .toString());
            Json value = reader.value(0);
            reader.space();
            if (reader.at < reader.text.length()) {
                throw reader.bad("something behind the value");
            }
            return value;
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("not UTF-8", notUtf8);
        }
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw bad("too deep");
        }
        space();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Flag(true));
            case 'f' -> word("false", new Json.Flag(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private Json members(int depth) {
        at++;
        var values = new TreeMap<String, Json>();
        space();
        if (accept('}')) {
            return new Json.Members(values);
        }
        do {
            space();
            String name = string();
            space();
            expect(':');
            if (values.put(name, value(depth + 1)) != null) {
                throw bad("a name twice");
            }
            space();
        } while (accept(','));
        expect('}');
        return new Json.Members(values);
    }

    private Json items(int depth) {
        at++;
        var values = new ArrayList<Json>();
        space();
        if (accept(']')) {
            return new Json.Items(values);
        }
        do {
            values.add(value(depth + 1));
            space();
        } while (accept(','));
        expect(']');
        return new Json.Items(values);
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw bad("not a value");
        }
        at += word.length();
        return value;
    }

    private Json number() {
        int start = at;
        accept('-');
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean zeroes = text.startsWith("0", digits) && at > digits + 1;
        if (at == digits || zeroes || at - digits > 16) {
            throw bad("not a whole number");
        }
        if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
            throw bad("a fraction");
        }
        return new Json.Whole(Long.parseLong(text.substring(start, at)));
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw bad("a control character");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw bad("not a hexadecimal digit");
                    }
                    unit = unit << 4 | digit;
                }
                yield (char) unit;
            }
            default -> throw bad("no such escape");
        };
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw bad("ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean accept(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw bad("expected " + c);
        }
    }

    private IllegalArgumentException bad(String why) {
        return new IllegalArgumentException("JSON, character " + at + ": " + why);
    }
}
