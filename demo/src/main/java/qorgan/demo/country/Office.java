package qorgan.demo.country;

import java.util.Map;

/// An office of one of the operators, or of the procuracy over them.
public record Office(
        String key, String operator, String kind, String region, Map<String, String> names) {}
