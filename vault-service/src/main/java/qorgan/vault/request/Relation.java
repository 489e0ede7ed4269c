package qorgan.vault.request;

import static qorgan.vault.request.EvidenceKind.ACCREDITATION;
import static qorgan.vault.request.EvidenceKind.BAR_LICENCE_ACTIVE;
import static qorgan.vault.request.EvidenceKind.CLIENT_NAMED;
import static qorgan.vault.request.EvidenceKind.DEATH_RECORD;
import static qorgan.vault.request.EvidenceKind.DESIGNATION;
import static qorgan.vault.request.EvidenceKind.IDENTITY_CONFIRMED_IN_PERSON;
import static qorgan.vault.request.EvidenceKind.IDENTITY_DOCUMENT;
import static qorgan.vault.request.EvidenceKind.KINSHIP_RECORD;
import static qorgan.vault.request.EvidenceKind.MANDATE;
import static qorgan.vault.request.EvidenceKind.NATIONALITY_OF_PERSON;
import static qorgan.vault.request.EvidenceKind.NOTICE_OF_DEFENCE;
import static qorgan.vault.request.EvidenceKind.POWER_OF_ATTORNEY;
import static qorgan.vault.request.EvidenceKind.RELATIVES_TIE;
import static qorgan.vault.request.EvidenceKind.TWO_WITNESSES;
import static qorgan.vault.request.EvidenceKind.VICTIM_RECOGNISED;

import java.util.List;
import java.util.Set;

/// In what capacity somebody asks: the requester roles of the rule data that come from outside.
///
/// Each names its proof list: every set of the list must be met by at least one of its kinds.
public enum Relation {
    RELATIVE("relative", Set.of(IDENTITY_DOCUMENT), Set.of(KINSHIP_RECORD, TWO_WITNESSES)),
    REPRESENTATIVE(
            "representative",
            Set.of(IDENTITY_DOCUMENT),
            Set.of(POWER_OF_ATTORNEY),
            Set.of(RELATIVES_TIE, KINSHIP_RECORD)),
    COUNSEL("counsel", Set.of(NOTICE_OF_DEFENCE), Set.of(BAR_LICENCE_ACTIVE), Set.of(CLIENT_NAMED)),
    CONSULAR("consular", Set.of(ACCREDITATION), Set.of(NATIONALITY_OF_PERSON)),
    VICTIM("victim", Set.of(VICTIM_RECOGNISED)),
    HEIR("heir", Set.of(DEATH_RECORD), Set.of(KINSHIP_RECORD)),
    SUBJECT("subject", Set.of(IDENTITY_CONFIRMED_IN_PERSON)),
    CED_LIAISON("ced_liaison", Set.of(DESIGNATION)),
    NPM("npm", Set.of(MANDATE)),
    OMBUDSMAN("ombudsman", Set.of(MANDATE)),
    PMC("pmc", Set.of(MANDATE)),
    PUBLIC("public");

    private final String code;
    private final List<Set<EvidenceKind>> proofs;

    @SafeVarargs
    Relation(String code, Set<EvidenceKind>... proofs) {
        this.code = code;
        this.proofs = List.of(proofs);
    }

    /// The role's word in the rule data.
    public String code() {
        return code;
    }

    /// All sets are needed; of each set one kind is enough.
    public List<Set<EvidenceKind>> proofs() {
        return proofs;
    }

    public static Relation of(String code) {
        for (var relation : values()) {
            if (relation.code.equals(code)) {
                return relation;
            }
        }
        throw new IllegalArgumentException("no such relation");
    }
}
