package qorgan.vault.portal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Role;

/// What each role finds on its desk, in the order in which it is listed. The list only saves a
/// search: what may be attempted is decided by the rooms.
enum Desk {
    MY_REQUESTS(
            "/requests",
            Role.ASKER,
            Role.COUNSEL,
            Role.CONSUL,
            Role.CED_LIAISON,
            Role.NPM,
            Role.OMBUDSMAN),
    ASK("/ask", Role.ASKER, Role.COUNSEL, Role.CONSUL, Role.CED_LIAISON, Role.CLERK),
    STANDING("/standing", Role.STANDING_OFFICER),
    SEARCHES("/searches", Role.SEARCH_DESK, Role.INTAKE, Role.CUSTODY),
    ARREST("/register/arrest", Role.INTAKE, Role.CUSTODY),
    CUSTODY("/register", Role.INTAKE, Role.CUSTODY, Role.PROCURATOR),
    PRETRIAL("/pretrial", Role.INVESTIGATOR, Role.INQUIRY_OFFICER),
    GRANTS("/grants", Role.INVESTIGATOR, Role.INQUIRY_OFFICER, Role.PROCURATOR),
    REFUSALS("/refusals", Role.INVESTIGATOR, Role.INQUIRY_OFFICER, Role.PROCURATOR, Role.DPO),
    CONTACT("/contact", Role.INVESTIGATOR, Role.INQUIRY_OFFICER, Role.PROCURATOR),
    ALARMS("/alarms", Role.PROCURATOR),
    WITNESS("/objections", Role.COUNSEL, Role.NPM, Role.OMBUDSMAN),
    UNSEALINGS("/unsealings", Role.DPO, Role.PROCURATOR),
    PURPOSES("/purposes", Role.OPERATOR, Role.DPO),
    OBLIGATIONS("/obligations", Role.DPO),
    AUDIT("/audit", Role.DPO),
    UNUSUAL("/audit/unusual", Role.DPO),
    DESK_CASES("/audit/cases", Role.DPO, Role.OMBUDSMAN),
    REVIEWS("/audit/reviews", Role.DPO, Role.OMBUDSMAN),
    HEALTH("/audit/health", Role.DPO, Role.OMBUDSMAN),
    REPORTS("/audit/reports", Role.DPO),
    HOLDS("/audit/holds", Role.DPO),
    DECOYS("/audit/decoys", Role.DPO, Role.OMBUDSMAN),
    OWN_FILE("/own/file", Role.SUBJECT),
    OWN_LOOKS("/own/looks", Role.SUBJECT),
    CONSENTS("/own/consents", Role.SUBJECT);

    private final String path;
    private final Set<Role> roles;

    Desk(String path, Role first, Role... others) {
        this.path = path;
        this.roles = EnumSet.of(first, others);
    }

    /// Where it stands.
    String path() {
        return path;
    }

    /// The key of its words.
    String key() {
        return "desk." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<Desk> of(Actor actor) {
        return Arrays.stream(values())
                .filter(place -> place.roles.stream().anyMatch(actor::has))
                .toList();
    }
}
