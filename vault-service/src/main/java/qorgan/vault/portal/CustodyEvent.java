package qorgan.vault.portal;

import java.util.Locale;

/// The events that an officer registers for somebody who is on the register already.
enum CustodyEvent {
    PLACEMENT(true, false),
    TRANSFER(true, false),
    INJURY(false, true),
    HEALTH(false, true),
    RELEASE(false, false);

    private final boolean hasFacility;
    private final boolean needsText;

    CustodyEvent(boolean hasFacility, boolean needsText) {
        this.hasFacility = hasFacility;
        this.needsText = needsText;
    }

    public boolean hasFacility() {
        return hasFacility;
    }

    public boolean needsText() {
        return needsText;
    }

    /// The word in addresses and keys of words.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
