package qorgan.keys;

/// An office's side of the P class: its public key, to which halves are sealed, and the way to ask
/// its agent for a half. The vault holds no private key of it.
public interface HalfKeeper {
    PlaneOffice office();

    PlanePublicKey publicKey();

    /// Asks the agent for its half of one record's key, for one committed entry.
    ///
    /// @throws HalfRefused with the agent's reason
    Secret half(HalfRequest request);
}
