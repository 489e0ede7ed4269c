package qorgan.vault.identity;

import java.util.UUID;

/// Event, inside the transaction: a row of the register was entered (revision 1), confirmed (2) or
/// ended (3). The room `audit` hears it and gives it its leaf in the same transaction.
///
/// @param content the row as canonical JSON (RFC 8785)
public record Entered(Table table, UUID row, long revision, byte[] content) {
    public enum Table {
        OFFICE,
        OFFICIAL,
        ASSIGNMENT,
        CERTIFICATE
    }

    public Entered {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }
}
