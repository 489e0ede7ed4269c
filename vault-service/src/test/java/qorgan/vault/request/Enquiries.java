package qorgan.vault.request;

import java.time.LocalDate;
import java.util.Set;
import qorgan.keys.Field;

/// Enquiries as the invented people of the tests make them.
public final class Enquiries {

    public static final Field WHEREABOUTS = new Field("W.whereabouts");
    public static final Field STATUS = new Field("W.custody_status");

    private Enquiries() {}

    /// A sister asks where her brother is, by his number.
    public static Enquiry about(String iin) {
        return enquiry(new Sought.ByIin(iin, false), Set.of(WHEREABOUTS, STATUS));
    }

    public static Enquiry about(String iin, Set<Field> fields) {
        return enquiry(new Sought.ByIin(iin, false), fields);
    }

    public static Enquiry about(String family, String given, LocalDate birth) {
        return enquiry(new Sought.ByName(family, given, "", birth), Set.of(WHEREABOUTS, STATUS));
    }

    public static Enquiry enquiry(Sought sought, Set<Field> fields) {
        return new Enquiry(
                new Asker("Айгүл Сейтқали", "ID 0000000", "әпкесі"),
                Relation.RELATIVE,
                sought,
                Purpose.WHEREABOUTS,
                fields,
                Contact.email("aigul@example.org"),
                Language.KK);
    }

    /// The papers that prove a kinship.
    public static Evidence kinship() {
        return new Evidence(
                Set.of(EvidenceKind.IDENTITY_DOCUMENT, EvidenceKind.KINSHIP_RECORD),
                "birth certificates seen");
    }
}
