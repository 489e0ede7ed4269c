package qorgan.vault.register;

import java.util.Arrays;

/// What an entry of the register tells.
public enum EventKind {
    ARREST("arrest"),
    PLACEMENT("placement"),
    TRANSFER("transfer"),
    INJURY("injury"),
    HEALTH("health"),
    RELEASE("release"),
    DEATH("death");

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static EventKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such kind of event: " + code));
    }
}
