package qorgan.vault.identity;

import java.util.Map;
import qorgan.keys.Region;

/// An office that acts and owns rows.
///
/// @param names the office's name by language (`kk`, `ru`, `en`)
/// @param serviceContact where the office is reached: an address of the service, never of a person
public record Office(
        OfficeId id,
        Operator operator,
        OfficeKind kind,
        Region region,
        Map<String, String> names,
        String serviceContact) {
    public Office {
        names = Map.copyOf(names);
    }

    /// The name in this language, or in Kazakh where there is none.
    public String name(String language) {
        var name = names.get(language);
        return name != null ? name : names.getOrDefault("kk", id.toString());
    }
}
