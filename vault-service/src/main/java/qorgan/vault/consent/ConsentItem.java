package qorgan.vault.consent;

import java.util.Arrays;

/// The seven items that a consent must hold (Act of 21 May 2013 No. 94-V, art. 8(4)).
public enum ConsentItem {
    OPERATOR("operator"),
    SUBJECT_NAME("subject_name"),
    PERIOD("period"),
    THIRD_PARTIES("third_parties"),
    CROSS_BORDER("cross_border"),
    OPEN_SOURCES("open_sources"),
    DATA_LIST("data_list");

    private final String code;

    ConsentItem(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static ConsentItem of(String code) {
        return Arrays.stream(values())
                .filter(item -> item.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such item of a consent"));
    }
}
