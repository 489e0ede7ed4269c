package qorgan.demo.country;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/// An office of one of the operators, or of the procuracy over them.
///
/// @param key a short stable name inside the country: `police-custody.KZ-AKD`
/// @param names by language code: `kk`, `ru`, `en`
public record Office(
        String key, String operator, String kind, String region, Map<String, String> names) {

    /// The same office has the same identifier in every demo.
    public UUID id() {
        return idOf(key);
    }

    static UUID idOf(String key) {
        return UUID.nameUUIDFromBytes(("qorgan-demo/" + key).getBytes(StandardCharsets.UTF_8));
    }
}
