package qorgan.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// In which capacity somebody asks. The codes are the words of the law's data.
public enum RecipientRole {
    RELATIVE,
    REPRESENTATIVE,
    COUNSEL,
    CONSULAR,
    VICTIM,
    HEIR,
    SUBJECT,
    NPM,
    OMBUDSMAN,
    PMC,
    PUBLIC,
    PROCURATOR,
    COURT,
    INVESTIGATOR,
    INQUIRY_OFFICER,
    INTAKE,
    FACILITY_STAFF,
    DOCTOR,
    DPO,
    CED_LIAISON,
    SEARCH_DESK;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    /// The fact that is TRUE when this role asks.
    String fact() {
        return "role." + code();
    }

    public static Optional<RecipientRole> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
