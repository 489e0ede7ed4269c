package qorgan.vault.disclosure;

/// What came of handing in a signed grant or a revocation.
public sealed interface Granting {

    record Granted(GrantId grant) implements Granting {}

    record Revoked(GrantId grant) implements Granting {}

    record Refused(GrantRefusal why) implements Granting {}
}
