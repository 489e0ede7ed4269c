package qorgan.keys;

import java.util.List;

/// What officials signed and on which an opening of class P rests: two grants, or an assignment to
/// the case. The service hands it to the offices' agents, who verify every signature themselves; so
/// it needs no protection on its way, and nobody gains by handing over something else.
public record Evidence(List<Signed> signed) {
    /// For everything that is not of class P.
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        signed = List.copyOf(signed);
    }

    /// A statement with the detached CMS signatures over it.
    public record Signed(byte[] statement, List<byte[]> signatures) {
        public Signed {
            statement = statement.clone();
            signatures = signatures.stream().map(byte[]::clone).toList();
        }

        @Override
        public byte[] statement() {
            return statement.clone();
        }

        @Override
        public String toString() {
            return "Signed[" + statement.length + " bytes, " + signatures.size() + " signatures]";
        }
    }
}
