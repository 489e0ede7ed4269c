package qorgan.demo.country;

import java.util.Map;
import java.util.UUID;

/// A place where people are held, of one of the recognised types.
///
/// @param operator `police`, `penal` or `shelter`
/// @param names by language code: `kk`, `ru`, `en`
public record Facility(
        String key, String kind, String operator, String region, Map<String, String> names) {

    public UUID id() {
        return Office.idOf("facility/" + key);
    }

    /// The key of the office that runs it.
    public String office() {
        return switch (operator) {
            case "police" -> "police-custody." + region;
            case "penal" -> "penal-custody." + region;
            default -> "shelter." + region;
        };
    }

    /// The document on which a facility of this type takes somebody, as the register's forms name
    /// it.
    public static String basisOf(String kind) {
        return switch (kind) {
            case "internal_affairs_office" -> "log_entry";
            case "temporary_holding_facility" -> "arrest_record";
            case "remand_centre" -> "judge_decision";
            case "special_holding_centre" -> "judge_decision_administrative";
            case "holding_processing_centre" -> "agency_decision_court_authorised";
            case "correctional_institution" -> "judgment_in_force";
            case "juvenile_adaptation_centre" -> "competent_body_decision";
            case "special_education_institution" -> "court_decision";
            default -> "listed_by_act";
        };
    }
}
