package qorgan.vault.disclosure;

import java.util.Locale;

/// Why a grant was not taken.
public enum GrantRefusal {
    /// The window is empty or reversed.
    WINDOW,
    /// A field that is unknown, not asked for, or that no grant can open.
    FIELDS,
    /// The recipient is not who asks in this request.
    RECIPIENT,
    /// The official has not opened the request.
    NOT_OPENED,
    /// The statement is not canonical, or not the one that this service gave.
    STATEMENT,
    /// The signature is not by this official's confirmed certificate at this instant.
    SIGNATURE,
    /// A grant needs a fresh second factor.
    SECOND_FACTOR,
    /// The same person has signed, or could sign, for the other office.
    SAME_PERSON,
    /// The request or a record changed since the statement was made.
    STALE,
    /// Already granted or revoked.
    DECIDED,
    /// Not assigned to the case, or no such application.
    NOT_YOURS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
