package qorgan.keys;

/// The vault is sealed: its custodians must unseal it before anything opens.
public final class VaultSealed extends RuntimeException {
    public VaultSealed() {
        super("the vault is sealed");
    }
}
