package qorgan.vault.disclosure;

/// What came of asking for a grant's statement: the canonical JSON to sign, or why there is none.
public sealed interface Statement {

    record ToSign(GrantId grant, byte[] canonicalJson) implements Statement {
        @Override
        public byte[] canonicalJson() {
            return canonicalJson.clone();
        }
    }

    record Refused(GrantRefusal why) implements Statement {}
}
