package qorgan.keys.sign;

/// Somebody else's clock: gives an RFC 3161 time-stamp token over a SHA-256 digest.
public interface TimeStampAuthority {
    /// The token in DER.
    byte[] stamp(byte[] sha256);
}
