package qorgan.vault.register;

import qorgan.keys.Region;
import qorgan.vault.identity.OfficeId;

/// A place where people are held, its operator's office, and who supervises it.
///
/// @param code how forms and files name it
/// @param supervisor the authority that supervises deprivation of liberty there
public record Facility(
        FacilityId id,
        String code,
        FacilityType type,
        OfficeId office,
        Region region,
        Wording names,
        Wording address,
        Wording supervisor) {

    /// Name and address together, as a relative is told them.
    Wording whereabouts() {
        var joined = new java.util.TreeMap<String, String>();
        names.byLanguage()
                .forEach(
                        (language, name) -> {
                            var street = address.byLanguage().get(language);
                            joined.put(language, street == null ? name : name + ", " + street);
                        });
        return new Wording(joined);
    }
}
