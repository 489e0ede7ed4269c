package qorgan.vault.register;

import java.util.Arrays;

/// The document that opens the door of a facility.
public enum Basis {
    LOG_ENTRY("log_entry"),
    ARREST_RECORD("arrest_record"),
    JUDGE_DECISION("judge_decision"),
    /// A judge's decision where transfer is impossible for distance or transport, the reason
    /// recorded.
    JUDGE_DECISION_NO_TRANSPORT("judge_decision_no_transport"),
    JUDGE_DECISION_ADMINISTRATIVE("judge_decision_administrative"),
    AGENCY_DECISION_COURT_AUTHORISED("agency_decision_court_authorised"),
    JUDGMENT_IN_FORCE("judgment_in_force"),
    COMPETENT_BODY_DECISION("competent_body_decision"),
    COURT_DECISION("court_decision"),
    LISTED_BY_ACT("listed_by_act");

    private final String code;

    Basis(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Basis of(String code) {
        return Arrays.stream(values())
                .filter(basis -> basis.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such basis of placement"));
    }
}
