package qorgan.keys.root;

import java.util.LinkedHashMap;
import java.util.Map;
import qorgan.keys.Secret;

/// One attempt of custodians to unseal a keystore together. It knows nothing of other attempts.
public final class Unsealing implements AutoCloseable {
    private final QuorumKeystore keystore;
    private final Quorum quorum;
    private final Map<String, Secret> shares = new LinkedHashMap<>();

    public Unsealing(QuorumKeystore keystore) {
        this.keystore = keystore;
        this.quorum = keystore.quorum();
    }

    /// Takes a custodian's share.
    ///
    /// @throws qorgan.keys.CannotOpen for a wrong passphrase; what others gave stays
    public synchronized void give(String custodian, char[] passphrase) {
        var share = keystore.share(custodian, passphrase);
        var before = shares.put(custodian, share);
        if (before != null) {
            before.close();
        }
    }

    /// How many custodians are still missing, by group; empty when it is complete.
    public synchronized Map<String, Integer> missing() {
        var missing = new LinkedHashMap<String, Integer>();
        for (var group : quorum.groups()) {
            long given = group.custodians().stream().filter(shares::containsKey).count();
            if (given < group.threshold()) {
                missing.put(group.name(), group.threshold() - (int) given);
            }
        }
        return missing;
    }

    public boolean isComplete() {
        return missing().isEmpty();
    }

    /// Opens the keystore and forgets the shares.
    public synchronized OpenKeystore open() {
        if (!isComplete()) {
            throw new IllegalStateException("custodians are missing: " + missing());
        }
        try {
            return keystore.open(shares);
        } finally {
            close();
        }
    }

    @Override
    public synchronized void close() {
        shares.values().forEach(Secret::close);
        shares.clear();
    }
}
