package qorgan.vault.request;

import java.util.Locale;

/// What a facility states to a search. It goes to the search desk; an asker is never told that
/// somebody is not held.
public enum Verdict {
    HELD_HERE,
    WAS_HERE,
    NOT_IN_OUR_RECORDS,
    CANNOT_TELL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Verdict of(String code) {
        for (var verdict : values()) {
            if (verdict.code().equals(code)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no such verdict");
    }
}
