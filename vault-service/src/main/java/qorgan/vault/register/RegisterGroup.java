package qorgan.vault.register;

import java.util.List;
import qorgan.keys.Field;
import qorgan.vault.subject.Personal;

/// The eight groups that a register entry holds (ICPPED art. 17(3)(a)–(h)).
public enum RegisterGroup {
    A_IDENTITY("17(3)(a)", Personal.IDENTITY_FULL),
    B_DEPRIVATION("17(3)(b)", Custody.DEPRIVATION_DATETIME, Custody.DEPRIVATION_PLACE),
    C_AUTHORITY_AND_GROUNDS("17(3)(c)", Custody.ORDERING_AUTHORITY, Custody.GROUNDS),
    D_SUPERVISOR("17(3)(d)", Custody.SUPERVISING_AUTHORITY),
    E_PLACE("17(3)(e)", Custody.WHEREABOUTS, Custody.ADMISSION_DATETIME, Custody.ADMISSION_PLACE),
    F_HEALTH("17(3)(f)", Custody.HEALTH_STATE),
    G_DEATH(
            "17(3)(g)",
            Custody.DEATH_CIRCUMSTANCES,
            Custody.DEATH_CAUSE,
            Custody.REMAINS_DESTINATION),
    H_RELEASE_OR_TRANSFER(
            "17(3)(h)",
            Custody.RELEASE_DATETIME,
            Custody.RELEASE_PLACE,
            Custody.TRANSFER_DESTINATION,
            Custody.TRANSFER_AUTHORITY);

    private final String article;
    private final List<Field> fields;

    RegisterGroup(String article, Field... fields) {
        this.article = article;
        this.fields = List.of(fields);
    }

    public String article() {
        return article;
    }

    public List<Field> fields() {
        return fields;
    }
}
