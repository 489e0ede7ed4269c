package qorgan.demo.walk;

/// Something that was to hold, and whether it did.
public record Finding(String statement, boolean holds) {}
