package qorgan.keys;

/// What the hierarchy hangs on: the provider of the root key, and the epoch keys, which live
/// outside the database and its backups.
public record RootKeys(KeyManagement management, Epochs epochs) {}
