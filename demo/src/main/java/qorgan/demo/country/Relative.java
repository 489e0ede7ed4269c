package qorgan.demo.country;

/// Somebody who may ask for a person, and how they are tied to them.
public record Relative(String key, Spellings names, String of, String tie, String phone) {}
