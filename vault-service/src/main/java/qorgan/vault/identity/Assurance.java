package qorgan.vault.identity;

/// How sure the sign-in was: `SILVER` is the ordinary one, `GOLD` a fresh second factor (needed to
/// grant).
public enum Assurance {
    SILVER,
    GOLD;

    public boolean reaches(Assurance needed) {
        return compareTo(needed) >= 0;
    }
}
