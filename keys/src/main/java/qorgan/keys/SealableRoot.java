package qorgan.keys;

import org.jspecify.annotations.Nullable;

/// A root that custodians may close and open again while everything that refers to it stays: the
/// vault, the log's signer, the signer of receipts. Sealed, it wraps and unwraps nothing.
public final class SealableRoot implements KeyManagement {
    private final String name;
    private volatile @Nullable KeyManagement opened;

    public SealableRoot(KeyManagement opened) {
        this.name = opened.name();
        this.opened = opened;
    }

    /// Takes over what the custodians opened; what was open before is closed.
    synchronized void unseal(KeyManagement next) {
        close();
        opened = next;
    }

    @Override
    public String name() {
        var now = opened;
        return now == null ? name : now.name();
    }

    @Override
    public String describe() {
        var now = opened;
        return now == null ? name + ", sealed" : now.describe();
    }

    @Override
    public byte[] wrap(Secret key, String purpose) {
        return open().wrap(key, purpose);
    }

    @Override
    public Secret unwrap(byte[] wrapped, String purpose) {
        return open().unwrap(wrapped, purpose);
    }

    @Override
    public void rotate() {
        open().rotate();
    }

    /// Forgets what is held in memory until it is unsealed.
    @Override
    public synchronized void close() {
        var now = opened;
        opened = null;
        if (now != null) {
            now.close();
        }
    }

    private KeyManagement open() {
        var now = opened;
        if (now == null) {
            throw new VaultSealed();
        }
        return now;
    }
}
