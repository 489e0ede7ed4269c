package qorgan.vault.identity;

/// What an office is there for.
public enum OfficeKind {
    CUSTODY("custody"),
    INVESTIGATION("investigation"),
    PROCURACY("procuracy"),
    RECEPTION("reception"),
    SEARCH("search"),
    SHELTER("shelter"),
    DATA_PROTECTION("data-protection"),
    MONITORING("monitoring"),
    REPRESENTATION("representation"),
    OPERATIONS("operations");

    private final String code;

    OfficeKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static OfficeKind ofCode(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of office");
    }
}
