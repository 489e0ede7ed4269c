package qorgan.vault.consent;

import java.util.UUID;

/// Who stood by when a consent was given in custody. Only counsel or somebody outside the
/// facility's chain makes it free.
///
/// @param person the witness's random identifier in Qorgan
public record Witness(UUID person, Kind kind) {
    public enum Kind {
        COUNSEL,
        OUTSIDE_FACILITY,
        FACILITY_STAFF
    }

    public boolean isOutsideFacility() {
        return switch (kind) {
            case COUNSEL, OUTSIDE_FACILITY -> true;
            case FACILITY_STAFF -> false;
        };
    }
}
