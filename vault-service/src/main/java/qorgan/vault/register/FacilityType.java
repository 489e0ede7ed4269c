package qorgan.vault.register;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// The kinds of places that hold people, each with the bases on which it may.
public enum FacilityType {
    INTERNAL_AFFAIRS_OFFICE("internal_affairs_office", Basis.LOG_ENTRY),
    TEMPORARY_HOLDING_FACILITY(
            "temporary_holding_facility", Basis.ARREST_RECORD, Basis.JUDGE_DECISION_NO_TRANSPORT),
    REMAND_CENTRE("remand_centre", Basis.JUDGE_DECISION),
    SPECIAL_HOLDING_CENTRE("special_holding_centre", Basis.JUDGE_DECISION_ADMINISTRATIVE),
    HOLDING_PROCESSING_CENTRE("holding_processing_centre", Basis.AGENCY_DECISION_COURT_AUTHORISED),
    CORRECTIONAL_INSTITUTION("correctional_institution", Basis.JUDGMENT_IN_FORCE),
    JUVENILE_ADAPTATION_CENTRE("juvenile_adaptation_centre", Basis.COMPETENT_BODY_DECISION),
    SPECIAL_EDUCATION_INSTITUTION("special_education_institution", Basis.COURT_DECISION),
    OTHER_RECOGNISED("other_recognised", Basis.LISTED_BY_ACT);

    private final String code;
    private final Set<Basis> bases;

    FacilityType(String code, Basis first, Basis... others) {
        this.code = code;
        this.bases = EnumSet.of(first, others);
    }

    public String code() {
        return code;
    }

    public Set<Basis> bases() {
        return EnumSet.copyOf(bases);
    }

    public boolean holdsOn(Basis basis) {
        return bases.contains(basis);
    }

    public static FacilityType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such type of facility"));
    }
}
