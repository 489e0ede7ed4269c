package qorgan.demo.country;

import java.util.Map;

/// A place where people are held, of one of the recognised types.
///
/// @param operator `police`, `penal` or `shelter`
/// @param names by language code: `kk`, `ru`, `en`
public record Facility(
        String key, String kind, String operator, String region, Map<String, String> names) {}
