package qorgan.vault.request;

import java.util.Locale;

/// What a standing officer can have seen; the kinds of the proof lists.
public enum EvidenceKind {
    IDENTITY_DOCUMENT,
    /// A civil-status record or a court act that shows the tie.
    KINSHIP_RECORD,
    /// Two concordant witnesses, confirmed by the officer.
    TWO_WITNESSES,
    POWER_OF_ATTORNEY,
    /// The tie of the relative on whose behalf a representative asks.
    RELATIVES_TIE,
    /// A notice of defence or a warrant of counsel.
    NOTICE_OF_DEFENCE,
    BAR_LICENCE_ACTIVE,
    CLIENT_NAMED,
    ACCREDITATION,
    NATIONALITY_OF_PERSON,
    VICTIM_RECOGNISED,
    DEATH_RECORD,
    IDENTITY_CONFIRMED_IN_PERSON,
    MANDATE,
    DESIGNATION;

    /// The stable word for forms and problems.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EvidenceKind of(String code) {
        for (var kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of evidence");
    }
}
