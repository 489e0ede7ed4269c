package qorgan.keys;

/// What the hierarchy hangs on: the provider of the root key, and the epoch keys, which live
/// outside the database and its backups. Whoever holds this sees a sealing and an unsealing.
public record RootKeys(SealableRoot management, Epochs epochs) {
    public RootKeys(KeyManagement opened, Epochs epochs) {
        this(new SealableRoot(opened), epochs);
    }
}
