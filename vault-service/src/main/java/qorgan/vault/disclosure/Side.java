package qorgan.vault.disclosure;

import java.util.Locale;
import java.util.Optional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Role;

/// The two sides without which nothing of the pretrial plane leaves.
public enum Side {
    INVESTIGATION,
    PROCURACY;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Side of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /// The side an official stands on; nobody who could stand on both stands on either.
    static Optional<Side> of(Actor official) {
        var investigates = official.hasAny(Role.INVESTIGATOR, Role.INQUIRY_OFFICER);
        var supervises = official.has(Role.PROCURATOR);
        if (investigates == supervises) {
            return Optional.empty();
        }
        return Optional.of(investigates ? INVESTIGATION : PROCURACY);
    }

    /// The permission without which nobody on this side may attempt to grant.
    String permission() {
        return switch (this) {
            case INVESTIGATION -> "disclosure:approve:investigator";
            case PROCURACY -> "disclosure:approve:procurator";
        };
    }

    /// The grantor's word in the rule data.
    String by() {
        return switch (this) {
            case INVESTIGATION -> "investigator";
            case PROCURACY -> "procurator";
        };
    }
}
