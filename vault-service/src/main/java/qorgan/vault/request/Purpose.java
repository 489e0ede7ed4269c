package qorgan.vault.request;

import java.util.Locale;

/// For what somebody asks; the words of the rule data.
public enum Purpose {
    WHEREABOUTS,
    SEARCH,
    TRUTH,
    REPARATION,
    PROSECUTION_OF_ENFORCED_DISAPPEARANCE,
    CRIMINAL_INVESTIGATION;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Purpose of(String code) {
        for (var purpose : values()) {
            if (purpose.code().equals(code)) {
                return purpose;
            }
        }
        throw new IllegalArgumentException("no such purpose");
    }
}
