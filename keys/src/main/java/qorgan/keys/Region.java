package qorgan.keys;

/// The region where a person was first registered: it leads every key and never changes.
public record Region(String code) {
    private static final int LONGEST = 32;

    public Region {
        if (code.isBlank() || code.length() > LONGEST) {
            throw new IllegalArgumentException("a region code has 1 to 32 characters");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
