package qorgan.keys;

/// One kind of fact, by the code of the rules: `W.whereabouts`. The letter is its key class.
public record Field(String code) implements Comparable<Field> {
    private static final int LONGEST = 64;

    public Field {
        if (code.length() > LONGEST) {
            throw new IllegalArgumentException("a field code has at most 64 characters");
        }
        var _ = KeyClass.ofField(code);
    }

    public KeyClass keyClass() {
        return KeyClass.ofField(code);
    }

    @Override
    public int compareTo(Field other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
