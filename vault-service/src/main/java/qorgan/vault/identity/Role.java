package qorgan.vault.identity;

import java.util.Arrays;
import java.util.Optional;

/// What a person may act as. The code is the name of the realm role in Keycloak; a token's role is
/// necessary and never sufficient (see [Actor]).
public enum Role {
    ASKER("asker"),
    COUNSEL("counsel"),
    CONSUL("consul"),
    CED_LIAISON("ced-liaison"),
    CLERK("clerk"),
    STANDING_OFFICER("standing-officer"),
    SEARCH_DESK("search-desk"),
    INTAKE("intake"),
    CUSTODY("custody"),
    DOCTOR("doctor"),
    INVESTIGATOR("investigator"),
    INQUIRY_OFFICER("inquiry-officer"),
    PROCURATOR("procurator"),
    SUBJECT("subject"),
    DPO("dpo"),
    PROTECTION("protection"),
    PMC("pmc"),
    NPM("npm"),
    OMBUDSMAN("ombudsman"),
    CUSTODIAN("custodian"),
    OPERATOR("operator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }
}
