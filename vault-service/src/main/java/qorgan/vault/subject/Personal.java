package qorgan.vault.subject;

import java.util.Set;
import qorgan.keys.Field;

/// The fields of a person that this room keeps, by the codes of the rules.
public final class Personal {
    public static final Field NAME = new Field("D.name");
    public static final Field BIRTH_DATE = new Field("D.birth_date");
    public static final Field IIN = new Field("D.iin");
    public static final Field CITIZENSHIP = new Field("D.citizenship");
    public static final Field ADDRESS = new Field("D.address");
    public static final Field CONTACT = new Field("D.contact");
    public static final Field PHOTO = new Field("D.photo");
    public static final Field FINGERPRINTS = new Field("D.fingerprints");

    /// Identity, known names in every script, reference to the photograph (ICPPED art. 17(3)(a)).
    public static final Field IDENTITY_FULL = new Field("R.identity_full");

    public static final Field PROTECTED_IDENTITY = new Field("S.protected_identity");
    public static final Field PROTECTED_LOCATION = new Field("S.protected_location");
    public static final Field PROTECTION_MEASURES = new Field("S.protection_measures");

    /// What an officer may state about a person beside names, number and birth date.
    public static final Set<Field> DETAILS =
            Set.of(CITIZENSHIP, ADDRESS, CONTACT, PHOTO, FINGERPRINTS);

    /// What only an envelope of the protection unit holds.
    public static final Set<Field> ENVELOPE =
            Set.of(PROTECTED_IDENTITY, PROTECTED_LOCATION, PROTECTION_MEASURES);

    private Personal() {}
}
