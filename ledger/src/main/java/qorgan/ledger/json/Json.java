package qorgan.ledger.json;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JSON value without floating point: texts, whole numbers that every reader keeps exactly,
/// flags, null, lists, objects. [#canonical] is its one spelling under RFC 8785, so that a hash
/// over it means the value and not the writer's habits.
public sealed interface Json {
    /// The largest whole number that a reader with 64-bit floating point keeps exactly (RFC 8785
    /// §3.2.2.3).
    long LARGEST = (1L << 53) - 1;

    record Text(String value) implements Json {
        public Text {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
                throw new IllegalArgumentException("half a surrogate pair");
            }
        }
    }

    record Whole(long value) implements Json {
        public Whole {
            if (value > LARGEST || value < -LARGEST) {
                throw new IllegalArgumentException("a number beyond 2^53");
            }
        }
    }

    record Flag(boolean value) implements Json {}

    record Null() implements Json {}

    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// Members in the order of RFC 8785: by UTF-16 code units, which is `String`'s own.
    record Members(SortedMap<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
            values.keySet().forEach(Text::new);
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /// The member as text; an `IllegalArgumentException` names the member when it is missing or
        /// something else.
        public String text(String name) {
            if (values.get(name) instanceof Text(var value)) {
                return value;
            }
            throw new IllegalArgumentException("no text " + name);
        }

        public long whole(String name) {
            if (values.get(name) instanceof Whole(var value)) {
                return value;
            }
            throw new IllegalArgumentException("no whole number " + name);
        }

        public List<Json> items(String name) {
            if (values.get(name) instanceof Items(var items)) {
                return items;
            }
            throw new IllegalArgumentException("no list " + name);
        }

        public Members members(String name) {
            if (values.get(name) instanceof Members members) {
                return members;
            }
            throw new IllegalArgumentException("no object " + name);
        }

        public Members with(String name, Json value) {
            var more = new TreeMap<>(values);
            more.put(name, value);
            return new Members(more);
        }

        public Members with(String name, String value) {
            return with(name, new Text(value));
        }

        public Members with(String name, long value) {
            return with(name, new Whole(value));
        }
    }

    static Members object() {
        return new Members(new TreeMap<>());
    }

    static Items texts(List<String> values) {
        return new Items(values.stream().<Json>map(Text::new).toList());
    }

    /// Strict: one value, no duplicate names, no fractions, nothing behind it; else an
    /// `IllegalArgumentException`.
    static Json parse(byte[] utf8) {
        return JsonReader.read(utf8);
    }

    static Members parseObject(byte[] utf8) {
        if (parse(utf8) instanceof Members members) {
            return members;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    default String canonical() {
        var out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    default byte[] canonicalBytes() {
        return canonical().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case Text(var value) -> quote(value, out);
            case Whole(var value) -> out.append(value);
            case Flag(var value) -> out.append(value);
            case Null() -> out.append("null");
            case Items(var values) -> {
                out.append('[');
                for (Iterator<Json> each = values.iterator(); each.hasNext(); ) {
                    write(each.next(), out);
                    out.append(each.hasNext() ? "," : "");
                }
                out.append(']');
            }
            case Members(var values) -> {
                out.append('{');
                for (var each = values.entrySet().iterator(); each.hasNext(); ) {
                    var member = each.next();
                    quote(member.getKey(), out);
                    write(member.getValue(), out.append(':'));
                    out.append(each.hasNext() ? "," : "");
                }
                out.append('}');
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
