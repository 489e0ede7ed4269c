package qorgan.keys;

/// A place that keeps the root key and uses it without giving it away: a keystore that custodians
/// unsealed, a PKCS#11 token, a transit service. All implementations pass one contract suite.
public interface KeyManagement extends AutoCloseable {
    /// A stable word for this provider and its root key, which stands beside what it wrapped.
    String name();

    /// What this is, for a status line: `keystore`, `pkcs11`, `transit`, and the root key's name.
    String describe();

    /// Wraps a key; `purpose` is bound into the result.
    byte[] wrap(Secret key, String purpose);

    /// Unwraps what `wrap` gave for the same purpose.
    ///
    /// @throws CannotOpen if it was made for another purpose, by another root, or was changed
    Secret unwrap(byte[] wrapped, String purpose);

    /// Whether this provider opens it: asked where a move between two may have been cut off.
    default boolean opens(byte[] wrapped, String purpose) {
        try (var _ = unwrap(wrapped, purpose)) {
            return true;
        } catch (CannotOpen e) {
            return false;
        }
    }

    /// Makes a new version of the root key; what older versions wrapped still unwraps.
    void rotate();

    /// Forgets what is held in memory.
    @Override
    void close();
}
