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
}
