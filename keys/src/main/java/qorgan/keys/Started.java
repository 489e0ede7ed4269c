package qorgan.keys;

/// What [Vault#start] gives: the vault for everyone who seals and opens, the office for the one
/// room that commits entries, the blind indexes for the room that finds people, the tokens for the
/// tracker.
public record Started(
        Vault vault, WarrantOffice office, BlindIndexes indexes, SubjectTokens tokens) {}
