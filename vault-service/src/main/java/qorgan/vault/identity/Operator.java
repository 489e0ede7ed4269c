package qorgan.vault.identity;

/// Who runs an office. Operators are kept apart: a data-protection officer sees their own
/// operator's entries, and a shelter's rows are invisible to every custody office.
public enum Operator {
    POLICE("police"),
    PENAL("penal"),
    SHELTER("shelter"),
    PROCURACY("procuracy"),
    OVERSIGHT("oversight"),
    RECEPTION("reception");

    private final String code;

    Operator(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Operator ofCode(String code) {
        for (var operator : values()) {
            if (operator.code.equals(code)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("unknown operator");
    }
}
