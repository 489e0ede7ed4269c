package qorgan.demo.country;

/// One person's name as Kazakh and as Russian papers write it.
public record Spellings(Name kazakh, Name russian) {}
